# Configures the wasm preset once and builds what the web viewer needs of it.

# Flags meant for the native compiler must not reach Emscripten's.
foreach(name IN ITEMS CC CXX CFLAGS CXXFLAGS LDFLAGS)
    unset(ENV{${name}})
endforeach()

if(NOT EXISTS "${BINARY_DIR}/build.ninja")
    execute_process(COMMAND "${CMAKE_COMMAND}" --preset wasm
        WORKING_DIRECTORY "${SOURCE_DIR}"
        COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${BINARY_DIR}" --target vr360_web_core -j "${JOBS}"
    COMMAND_ERROR_IS_FATAL ANY)
