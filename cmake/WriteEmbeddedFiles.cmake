# Writes OUTPUT, the definition of casus::api::StandardFiles() from the files ROOT/FOLDER/*.casus*.

set(delimiter casus_file)
set(entries "")
file(GLOB names RELATIVE ${ROOT} ${ROOT}/${FOLDER}/*.casus*)
list(SORT names)
list(LENGTH names count)
foreach(name IN LISTS names)
  file(READ ${ROOT}/${name} text)
  string(FIND "${text}" ")${delimiter}\"" clash)
  if(NOT clash EQUAL -1)
    message(FATAL_ERROR "${name} contains )${delimiter}\", which ends a raw string")
  endif()
  string(APPEND entries "    EmbeddedFile{\"${name}\", R\"${delimiter}(${text})${delimiter}\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"api/std_files.h\"

#include <array>

namespace casus::api {
namespace {

constexpr std::array<EmbeddedFile, ${count}> kFiles{{
${entries}}};

}  // namespace

std::span<const EmbeddedFile> StandardFiles() { return kFiles; }

}  // namespace casus::api
")
