# The page (web/): built, checked and tested by npm. It needs Node 18 or newer and npm; its tests in the browser need Chromium.
#
# The test `web` installs the locked packages, checks the types, builds web/dist, and runs the unit tests; `web_browser` runs the
# page in Chromium, served and published by the program. Where a tool is missing both say so and count as skipped.

find_program(CASUS_NODE NAMES node nodejs)
find_program(CASUS_NPM npm)
find_program(CASUS_CHROMIUM NAMES chromium chromium-browser google-chrome)

set(casus_web_missing "")
if(NOT CASUS_NODE OR NOT CASUS_NPM)
  set(casus_web_missing "Node and npm are not installed: ./dev install")
endif()
set(casus_browser_missing "${casus_web_missing}")
if(NOT CASUS_CHROMIUM AND NOT casus_web_missing)
  set(casus_browser_missing "Chromium is not installed: ./dev install")
endif()

# A test that runs a command line in web/, or is skipped because of what is missing.
function(casus_web_test name missing command)
  if(missing)
    add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -E echo "skipped: ${missing}")
    set_tests_properties(${name} PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: ")
  else()
    add_test(NAME ${name} COMMAND sh -c "${command}" WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web)
    set_tests_properties(${name} PROPERTIES TIMEOUT 900 RUN_SERIAL TRUE)
  endif()
endfunction()

# One writes web/dist and the other reads it: the fixture keeps them in order.
casus_web_test(web "${casus_web_missing}" "npm ci --no-audit --no-fund && npm run check && npm run build && npm test")
casus_web_test(web_browser "${casus_browser_missing}" "npm run e2e")
set_tests_properties(web PROPERTIES FIXTURES_SETUP web_dist)
set_tests_properties(web_browser PROPERTIES FIXTURES_REQUIRED web_dist
  ENVIRONMENT "CASUS=$<TARGET_FILE:casus>;CHROMIUM=${CASUS_CHROMIUM}")
