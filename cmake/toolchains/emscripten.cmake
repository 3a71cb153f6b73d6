# Emscripten, wherever it is: Debian's package, an activated SDK, or what VR360_EMSCRIPTEN_ROOT says.
# The toolchain file proper comes with Emscripten.

set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES VR360_EMSCRIPTEN_ROOT)

foreach(root IN ITEMS "${VR360_EMSCRIPTEN_ROOT}" "$ENV{EMSDK}/upstream/emscripten" /usr/share/emscripten)
    if(root AND EXISTS "${root}/cmake/Modules/Platform/Emscripten.cmake")
        set(vr360_emscripten_toolchain "${root}/cmake/Modules/Platform/Emscripten.cmake")
        break()
    endif()
endforeach()
if(NOT vr360_emscripten_toolchain)
    message(FATAL_ERROR
        "Emscripten was not found. `scripts/setup` installs it; elsewhere, set VR360_EMSCRIPTEN_ROOT "
        "to the folder that holds emcc.py.")
endif()

# Debian keeps acorn, which emcc's optimiser needs at link time, outside node's search path. Setting
# it on the link rule, too, makes a plain `cmake --build` work without the variable.
if(EXISTS /usr/share/nodejs/acorn)
    set(ENV{NODE_PATH} /usr/share/nodejs)
    set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK
        "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
endif()

include("${vr360_emscripten_toolchain}")
