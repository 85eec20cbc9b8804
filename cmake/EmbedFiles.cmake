# Puts the files of a folder into the program, so that the engine needs no file system (see src/api/std_files.h).

function(casus_embed_files target folder)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.casus*)
  set(generated ${CMAKE_BINARY_DIR}/generated/${target}.cc)
  set(script ${CMAKE_SOURCE_DIR}/cmake/WriteEmbeddedFiles.cmake)
  # The list of files is an input, too: taking one away must write the source again.
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/${target}.list CONTENT "${files}\n")
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR} -DFOLDER=${folder} -DOUTPUT=${generated} -P ${script}
    DEPENDS ${files} ${script} ${CMAKE_BINARY_DIR}/generated/${target}.list
    COMMENT "Embedding ${folder}/"
    VERBATIM)
  add_library(${target} STATIC ${generated})
  target_link_libraries(${target} PUBLIC casus_options)
endfunction()
