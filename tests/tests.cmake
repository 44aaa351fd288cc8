# Every test of the project, for ctest. `script/test` runs them all.
find_library(CMOCKA cmocka REQUIRED)
# Found when a test runs, not when cmake does: script/test puts the pinned node first in PATH.
set(NODE /usr/bin/env node)
# For what script/test --long makes longer. A hang shows earlier: all of it waits with patience of its
# own.
set(LONG_S 7200)

# ---- C: unit tests beside the code, and tests of the whole engine in virtual time ----

add_library(fixture STATIC tests/lib/fixture.c tests/lib/evening.c)
target_include_directories(fixture PUBLIC tests/lib)
target_link_libraries(fixture PUBLIC core ${CMOCKA})

# A command log into a new database; tests/server/replay.test.mjs runs it.
add_executable(replay tests/lib/replay.c)
target_link_libraries(replay core)

file(GLOB ENGINE_TESTS CONFIGURE_DEPENDS tests/engine/*_test.c)
foreach(test_source ${TESTS} ${ENGINE_TESTS})
  get_filename_component(name ${test_source} NAME_WE)
  add_executable(${name} ${test_source})
  target_link_libraries(${name} fixture)
  add_test(NAME unit.${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  # An allocation that is too big fails as it does without the sanitizer, instead of ending there.
  set_tests_properties(unit.${name} PROPERTIES TIMEOUT 300
    ENVIRONMENT "ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1")
endforeach()

# What crosses threads, for the build under ThreadSanitizer: the mailbox, and the server itself.
add_custom_target(tsan_tests DEPENDS mailbox_test stagebeurs)

# ---- borders: each fuzz target over its corpus and a bounded number of new inputs ----

file(GLOB FUZZERS CONFIGURE_DEPENDS tests/fuzz/*_fuzz.c)
foreach(source ${FUZZERS})
  get_filename_component(name ${source} NAME_WE)
  string(REPLACE _fuzz "" name ${name})
  add_test(NAME fuzz.${name} COMMAND ${CMAKE_SOURCE_DIR}/tests/fuzz/run ${name})
  set_tests_properties(fuzz.${name} PROPERTIES TIMEOUT ${LONG_S})
endforeach()

# ---- whole fairs in virtual time: fifty, and some whose server is killed between any two steps ----

foreach(scenario evening crowded skewed phones unruly)
  add_test(NAME sim.${scenario}
    COMMAND ${CMAKE_SOURCE_DIR}/tests/sim/run crash $<TARGET_FILE:stagebeurs> ${scenario})
  add_test(NAME sim.${scenario}.fairs
    COMMAND ${CMAKE_SOURCE_DIR}/tests/sim/run fairs ${CMAKE_SOURCE_DIR}/build/release/stagebeurs
      ${scenario})
  set_tests_properties(sim.${scenario} sim.${scenario}.fairs PROPERTIES TIMEOUT ${LONG_S})
endforeach()

# Most wait at the door. Of the waits in line a bound says nothing new.
add_test(NAME sim.full COMMAND ${CMAKE_SOURCE_DIR}/tests/sim/run crash $<TARGET_FILE:stagebeurs> full)
set_tests_properties(sim.full PROPERTIES TIMEOUT ${LONG_S})

# Ten thousand students: minutes of one core, so only with --long (ctest -C long).
add_test(NAME sim.region CONFIGURATIONS long
  COMMAND ${CMAKE_SOURCE_DIR}/tests/sim/run large ${CMAKE_SOURCE_DIR}/build/release/stagebeurs region)
set_tests_properties(sim.region PROPERTIES TIMEOUT ${LONG_S})

# ---- the load test: small, for what it proves and not for what it measures ----

add_executable(hist_test loadtest/hist_test.c loadtest/hist.c)
target_include_directories(hist_test PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(hist_test ${CMOCKA})
add_test(NAME unit.hist_test COMMAND hist_test)
foreach(scenario chat_storm lobby doors_open restart_storm)
  add_test(NAME loadtest.${scenario}
    COMMAND ${CMAKE_SOURCE_DIR}/loadtest/run ${scenario} readers=100 writers=20 warm_up_s=1 seconds=2)
  set_tests_properties(loadtest.${scenario} PROPERTIES TIMEOUT 300)
endforeach()
add_test(NAME loadtest.evening
  COMMAND ${CMAKE_SOURCE_DIR}/loadtest/run evening readers=100 writers=80 booths=20 rate=30 talk_s=2
    warm_up_s=3 seconds=6)
set_tests_properties(loadtest.evening PROPERTIES TIMEOUT 300)

add_test(NAME loadtest.chats
  COMMAND ${CMAKE_SOURCE_DIR}/loadtest/run chats readers=100 writers=20 fairs=4 history=1000 rate=100 warm_up_s=1
    seconds=2)
set_tests_properties(loadtest.chats PROPERTIES TIMEOUT 300)

# ---- the generator ----

add_test(NAME schema.generator
  COMMAND ${Python3_EXECUTABLE} -m unittest discover -s schema/gen/tests
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})

# ---- house rules ----

add_test(NAME lint.branches COMMAND ${CMAKE_SOURCE_DIR}/tests/lint/branches ${CMAKE_BINARY_DIR})
add_test(NAME lint.layers COMMAND ${CMAKE_SOURCE_DIR}/tests/lint/layers
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})

# ---- the client ----

add_test(NAME web.types COMMAND npm --prefix web run --silent check
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
add_test(NAME web.unit COMMAND npm --prefix web run --silent test
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})

# What a phone has to load: script/test has built it.
add_test(NAME web.budget COMMAND npm --prefix web run --silent budget
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})

# ---- a real server process ----

function(node_tests prefix binary)
  foreach(file ${ARGN})
    get_filename_component(name ${file} NAME_WE)
    add_test(NAME ${prefix}.${name} COMMAND ${NODE} --test ${file}
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${prefix}.${name} PROPERTIES TIMEOUT 300
      ENVIRONMENT "STAGEBEURS_BIN=${binary}")
  endforeach()
endfunction()

file(GLOB NET_TESTS CONFIGURE_DEPENDS tests/net/*.test.mjs)
file(GLOB SERVER_TESTS CONFIGURE_DEPENDS tests/server/*.test.mjs)
file(GLOB BROWSER_TESTS CONFIGURE_DEPENDS tests/e2e/*.test.mjs)
node_tests(net $<TARGET_FILE:stagebeurs> ${NET_TESTS})
node_tests(server $<TARGET_FILE:stagebeurs> ${SERVER_TESTS})
node_tests(browser ${CMAKE_SOURCE_DIR}/build/release/stagebeurs ${BROWSER_TESTS})

# The same server and the same clients under ThreadSanitizer: one file that uses everything.
add_test(NAME tsan.mailbox COMMAND ${CMAKE_SOURCE_DIR}/build/tsan/mailbox_test)
node_tests(tsan ${CMAKE_SOURCE_DIR}/build/tsan/stagebeurs tests/server/commands.test.mjs)

# One browser at a time, from the first moment: beside it there is room for one of the others.
foreach(file ${BROWSER_TESTS})
  get_filename_component(name ${file} NAME_WE)
  set_tests_properties(browser.${name} PROPERTIES RESOURCE_LOCK browser COST 1000)
endforeach()

# A server that ends under load wants the machine for itself.
set_tests_properties(server.crash server.stop PROPERTIES RUN_SERIAL TRUE TIMEOUT ${LONG_S})
