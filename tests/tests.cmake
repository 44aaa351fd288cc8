# Every test of the project, for ctest. `script/test` runs them all.
find_library(CMOCKA cmocka REQUIRED)
foreach(test_source ${TESTS})
  get_filename_component(name ${test_source} NAME_WE)
  add_executable(${name} ${test_source})
  target_link_libraries(${name} core ${CMOCKA})
  add_test(NAME unit.${name} COMMAND ${name})
endforeach()
