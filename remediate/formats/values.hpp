// Collects the values that the scanners find. A value that holds a format of its own (base64, JSON
// in a string, a whole file in a block scalar, several `-Dkey=value` in one line) is read further,
// and what it holds stands in its place. One per file; not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/formats/scalar.hpp"
#include "remediate/formats/source.hpp"

namespace remediate {

class Values {
 public:
  explicit Values(std::string_view file);

  // `layers` are those of this value alone, from the inside out.
  void add(const Source& source, const std::vector<std::string>& path, Decoded value,
           std::vector<Layer> layers = {});

  // In order of their offsets, with lines and columns.
  [[nodiscard]] std::vector<Scalar> take();

 private:
  [[nodiscard]] std::vector<std::string> kept_path(const Source& source,
                                                   const std::vector<std::string>& path);
  void place(Scalar scalar, int depth);
  [[nodiscard]] bool place_base64(const Scalar& scalar, int depth);
  [[nodiscard]] bool place_percent(const Scalar& scalar, int depth);
  [[nodiscard]] bool place_format(const Scalar& scalar, int depth);
  [[nodiscard]] bool place_settings(const Scalar& scalar, int depth);
  void place_parameters(const Scalar& scalar, int depth);
  // The part [begin, end) of a scalar, under a further key unless that is empty.
  void place_part(const Scalar& scalar, std::string_view key, std::size_t begin, std::size_t end,
                  int depth);

  std::string_view file_;
  std::vector<Scalar> scalars_;
  std::size_t path_bytes_ = 0;
};

// Gives values the names that stand beside them: `name: X` and `value: Y` of one mapping; `--flag`
// and the list element after it.
void name_by_neighbours(std::vector<Scalar>& scalars);

}  // namespace remediate
