# The web viewer, from the native build: `web` configures and builds the wasm preset, then lets
# esbuild bundle the page into build/web. Both halves are skipped by their own tools when nothing
# changed.

set(VR360_WEB_DIR "${PROJECT_SOURCE_DIR}/build/web")
set(VR360_WASM_DIR "${PROJECT_SOURCE_DIR}/build/wasm")

# What is missing for the web viewer, in words; empty when nothing is.
function(vr360_web_missing result)
    set(missing)
    if(NOT EXISTS "${PROJECT_SOURCE_DIR}/web/build.mjs")
        list(APPEND missing "web/build.mjs")
    endif()
    foreach(program IN ITEMS emcc node npm)
        find_program(VR360_${program} ${program})
        mark_as_advanced(VR360_${program})
        if(NOT VR360_${program})
            list(APPEND missing "${program}")
        endif()
    endforeach()
    list(JOIN missing ", " missing)
    set(${result} "${missing}" PARENT_SCOPE)
endfunction()

function(vr360_add_web_app)
    vr360_web_missing(missing)
    if(missing)
        message(STATUS "Web viewer: SKIPPED, missing: ${missing} (`scripts/setup` installs tools)")
        return()
    endif()
    message(STATUS "Web viewer: ${VR360_WEB_DIR}")

    # Always run; it is the inner build that knows whether there is anything to do.
    set(wasm_file "${VR360_WASM_DIR}/bin/vr360.wasm")
    cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
    add_custom_target(wasm
        COMMAND "${CMAKE_COMMAND}"
            -D "SOURCE_DIR=${PROJECT_SOURCE_DIR}"
            -D "BINARY_DIR=${VR360_WASM_DIR}"
            -D "JOBS=${cores}"
            -P "${PROJECT_SOURCE_DIR}/cmake/build_wasm.cmake"
        BYPRODUCTS "${wasm_file}"
        COMMENT "Web viewer: WebAssembly"
        USES_TERMINAL
        VERBATIM)

    set(modules "${PROJECT_SOURCE_DIR}/node_modules/.installed-lock")
    add_custom_command(
        OUTPUT "${modules}"
        COMMAND "${PROJECT_SOURCE_DIR}/scripts/node-modules"
        DEPENDS
            "${PROJECT_SOURCE_DIR}/package-lock.json"
            "${PROJECT_SOURCE_DIR}/scripts/node-modules"
        COMMENT "Web viewer: node modules"
        VERBATIM)

    # What esbuild reads follows from the imports, so a new file must not need a line here.
    file(GLOB_RECURSE inputs CONFIGURE_DEPENDS
        "${PROJECT_SOURCE_DIR}/web/*"
        "${PROJECT_SOURCE_DIR}/assets/*")
    # The C++ in web/ reaches the page through the wasm file.
    list(FILTER inputs EXCLUDE REGEX "[.](cpp|h)$|/CMakeLists[.]txt$")
    set(shaders)
    if(TARGET vr360_shaders)
        get_target_property(shaders vr360_shaders VR360_ES_FILES)
    endif()
    set(page "${VR360_WEB_DIR}/index.html")
    add_custom_command(
        OUTPUT "${page}"
        COMMAND "${VR360_node}" web/build.mjs
        COMMAND "${CMAKE_COMMAND}" -E touch "${page}"
        DEPENDS ${inputs} "${wasm_file}" ${shaders} "${modules}"
            "${PROJECT_SOURCE_DIR}/tsconfig.json"
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        COMMENT "Web viewer: page"
        VERBATIM)
    add_custom_target(web ALL DEPENDS "${page}")
    add_dependencies(web wasm)
    if(TARGET vr360_shaders_files)
        add_dependencies(wasm vr360_shaders_files)
    endif()
endfunction()
