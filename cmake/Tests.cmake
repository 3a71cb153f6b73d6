# vr360_add_test(NAME SOURCES a.cpp … LIBRARIES … LABELS unit … [NO_MAIN])
#     A Google Test program; each of its cases is a test of its own, named NAME.Suite.Case.
#     As wasm the name begins with "wasm.", the label wasm is added, and node runs it.
# vr360_add_fuzz(NAME SOURCES … LIBRARIES …)
#     A libFuzzer program fuzz_NAME; its seeds are in tests/fuzz/corpus/NAME.

#
# Target unit_tests builds the programs labelled unit and nothing else, target fuzzers those of
# vr360_add_fuzz.

include(GoogleTest)

add_custom_target(unit_tests)
add_custom_target(fuzzers)

if(VR360_BUILD_TESTS)
    if(EMSCRIPTEN)
        # Debian ships Google Test for the host only, and its sources beside it.
        set(VR360_GTEST_SOURCES /usr/src/googletest CACHE PATH "Sources of Google Test, for wasm")
        set(BUILD_SHARED_LIBS OFF)
        set(INSTALL_GTEST OFF)
        set(gtest_disable_pthreads ON CACHE BOOL "" FORCE)
        add_subdirectory("${VR360_GTEST_SOURCES}" "${PROJECT_BINARY_DIR}/googletest"
            EXCLUDE_FROM_ALL SYSTEM)

        # The package.json above says that our own .js are modules; Emscripten's test programs are not.
        file(WRITE "${PROJECT_BINARY_DIR}/package.json" "{ \"type\": \"commonjs\" }\n")

        find_program(VR360_node node REQUIRED)
        set(CMAKE_CROSSCOMPILING_EMULATOR "${VR360_node}")
    else()
        find_package(GTest REQUIRED)
    endif()
endif()

function(vr360_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "NO_MAIN" "" "SOURCES;LIBRARIES;LABELS")
    if(NOT arg_SOURCES)
        return()
    endif()

    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} vr360::warnings
        $<IF:$<BOOL:${arg_NO_MAIN}>,GTest::gmock,GTest::gmock_main>)
    if("unit" IN_LIST arg_LABELS)
        add_dependencies(unit_tests ${name})
    endif()

    set(prefix "${name}.")
    if(EMSCRIPTEN)
        set(prefix "wasm.${name}.")
        list(APPEND arg_LABELS wasm)
        # Real files, so that tests may read fixtures and write reports; the exit status counts.
        target_link_options(${name} PRIVATE
            -sNODERAWFS=1 -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -sASSERTIONS=1
            -sENVIRONMENT=node
            # Asynchronous start-up would fetch() the file, which node takes for a web address.
            -sWASM_ASYNC_COMPILATION=0)
    endif()
    gtest_discover_tests(${name}
        TEST_PREFIX "${prefix}"
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        DISCOVERY_TIMEOUT 60
        PROPERTIES TIMEOUT 300)

    # gtest_discover_tests takes lists apart, so the labels are put on when ctest reads the tests.
    set(labels "${CMAKE_CURRENT_BINARY_DIR}/${name}_labels.cmake")
    file(CONFIGURE OUTPUT "${labels}" @ONLY CONTENT [[
if(@name@_TESTS)
    set_tests_properties(${@name@_TESTS} PROPERTIES LABELS "@arg_LABELS@")
endif()
]])
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${labels}")
endfunction()

function(vr360_add_fuzz name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
    add_executable(fuzz_${name} ${arg_SOURCES})
    target_link_libraries(fuzz_${name} PRIVATE ${arg_LIBRARIES} vr360::warnings)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzzers fuzz_${name})
endfunction()
