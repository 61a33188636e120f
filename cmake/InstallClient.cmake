# What `cmake --install` installs: the client as a library of its own, with the package that find_package(oktafix) reads. Headers keep their
# place below include/oktafix, which is the include root of whoever links oktafix::client: #include "client/okta.hpp".
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/oktafix")
set(include_root "${CMAKE_INSTALL_INCLUDEDIR}/oktafix")

set(oktafix_client_rooms client_base client_models client_http client_auth client_api client)
foreach(room IN LISTS oktafix_client_rooms)
  set_target_properties(oktafix_${room} PROPERTIES EXPORT_NAME ${room})
  install(TARGETS oktafix_${room} EXPORT oktafixTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT client
    FILE_SET HEADERS DESTINATION "${include_root}" COMPONENT client
    INCLUDES DESTINATION "${include_root}")
endforeach()

install(EXPORT oktafixTargets NAMESPACE oktafix:: DESTINATION "${package_folder}" COMPONENT client)
configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/oktafixConfig.cmake.in" "${PROJECT_BINARY_DIR}/oktafixConfig.cmake"
  INSTALL_DESTINATION "${package_folder}")
# Before 1.0 every minor version may change what callers see.
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/oktafixConfigVersion.cmake" VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/oktafixConfig.cmake" "${PROJECT_BINARY_DIR}/oktafixConfigVersion.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/ClientDependencies.cmake"
  DESTINATION "${package_folder}" COMPONENT client)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT client)
