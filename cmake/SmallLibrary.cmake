# A library that pkg-config knows and that is small enough to be a part of the program: as an archive, if Debian has one. The dynamic
# linker takes a quarter of a millisecond for each library at every start, which a short run feels.
#
#   casus_small_library(nettle nettle)                                        # PkgConfig::nettle, from libnettle.a
#   casus_small_library(cmark libcmark-gfm BEFORE cmark-gfm-extensions)       # with one that uses it
function(casus_small_library name module)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "BEFORE")
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  set(files)
  foreach(library IN LISTS arg_BEFORE ${name}_LIBRARIES)
    find_library(${name}_${library} NAMES lib${library}.a ${library} PATHS ${${name}_LIBRARY_DIRS} REQUIRED)
    list(APPEND files ${${name}_${library}})
  endforeach()
  set_target_properties(PkgConfig::${name} PROPERTIES INTERFACE_LINK_LIBRARIES "${files}")
endfunction()
