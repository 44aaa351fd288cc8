# Fuzz targets: tests/fuzz/<name>_fuzz.c, a border of the server each. `cmake --preset fuzz` builds
# them; tests/fuzz/run runs one over its corpus and a bounded number of new inputs.
file(GLOB FUZZERS CONFIGURE_DEPENDS tests/fuzz/*_fuzz.c)
set_target_properties(stagebeurs PROPERTIES EXCLUDE_FROM_ALL TRUE)
target_compile_options(core PRIVATE -fsanitize=fuzzer-no-link)
foreach(source ${FUZZERS})
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name} ${source})
  target_link_libraries(${name} core)
  target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endforeach()
target_sources(message_fuzz PRIVATE tests/fuzz/schema.c)
target_compile_definitions(message_fuzz PRIVATE OPENAPI="${GEN}/docs/openapi.json")
