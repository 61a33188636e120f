# Every library that is not ours, found once. docs/adr/0002-dependencies.md says why each is here.
include(ClientDependencies)
foreach(package IN LISTS oktafix_client_packages)
  string(REPLACE ":" ";" package "${package}")
  find_package(${package} REQUIRED)
endforeach()
find_package(PkgConfig REQUIRED)
foreach(module IN LISTS oktafix_client_modules)
  pkg_check_modules(${module} REQUIRED IMPORTED_TARGET ${module})
endforeach()

find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(SQLiteCpp REQUIRED)

# Debian's cpp-httplib is compiled with CPPHTTPLIB_* options that change class layouts; only pkg-config knows them.
pkg_check_modules(cpp_httplib REQUIRED IMPORTED_TARGET cpp-httplib)

if(OKTAFIX_BUILD_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
endif()
