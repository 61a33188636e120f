# Installs the client from a finished build into a folder of its own, and builds and runs the project beside this file against it:
#   cmake -DBUILD=FOLDER -DSOURCE=FOLDER -DGENERATOR=NAME -DCOMPILER=PATH -DFLAGS=TEXT -DLIBRARIES=PATH;PATH -P check.cmake
# It never builds oktafix itself, it takes what is there. Libraries come from the build, headers from the sources: between a change of the
# sources and the next build the two do not belong together, and the check says that it is skipped (as ctest knows by SKIP_REGULAR_EXPRESSION).
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE sources "${SOURCE}/client/*.cpp" "${SOURCE}/client/*.hpp")
foreach(library IN LISTS LIBRARIES)
  if(NOT EXISTS "${library}")
    message("skipped: ${library} is not built")
    return()
  endif()
  get_filename_component(room "${library}" DIRECTORY)
  file(RELATIVE_PATH room "${BUILD}" "${room}")
  foreach(source IN LISTS sources)
    get_filename_component(folder "${source}" DIRECTORY)
    if(folder STREQUAL "${SOURCE}/${room}" AND source MATCHES "cpp$" AND "${source}" IS_NEWER_THAN "${library}")
      message("skipped: ${source} is newer than ${library}")
      return()
    endif()
  endforeach()
endforeach()

# A folder that no other run of this check has, whatever else goes on in this build tree.
string(RANDOM LENGTH 12 name)
set(folder "${BUILD}/consumer-${name}")
set(prefix "${folder}/installed")

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    file(REMOVE_RECURSE "${folder}")
    string(JOIN " " command ${ARGN})
    message(FATAL_ERROR "${command}\n${output}")
  endif()
endfunction()

# What the caller's environment says about his own installations must not lead anywhere else.
foreach(variable IN ITEMS DESTDIR CMAKE_PREFIX_PATH oktafix_DIR oktafix_ROOT CMAKE_INSTALL_MODE CXXFLAGS LDFLAGS)
  unset(ENV{${variable}})
endforeach()

run("${CMAKE_COMMAND}" --install "${BUILD}" --component client --prefix "${prefix}")
foreach(stray IN ITEMS bin sbin)
  if(EXISTS "${prefix}/${stray}")
    message(FATAL_ERROR "the client brings no programs, but there is ${prefix}/${stray}")
  endif()
endforeach()
run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${folder}/build" -G "${GENERATOR}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}" "-DCMAKE_PREFIX_PATH=${prefix}")
file(STRINGS "${folder}/build/CMakeCache.txt" found REGEX "^oktafix_DIR:")
if(NOT found MATCHES "=${prefix}/")
  message(FATAL_ERROR "find_package found another oktafix: ${found}")
endif()
run("${CMAKE_COMMAND}" --build "${folder}/build")
run("${folder}/build/consumer")
file(REMOVE_RECURSE "${folder}")
