# How our own code is compiled. Everything of ours links vr360_warnings; third-party code does not.

add_library(vr360_warnings INTERFACE)
add_library(vr360::warnings ALIAS vr360_warnings)
target_compile_options(vr360_warnings INTERFACE
    -Wall
    -Wextra
    -Wpedantic
    -Wshadow
    -Wconversion
    # Signed and unsigned meet at every container size; these warnings drown the ones that matter.
    -Wno-sign-conversion
    -Wcast-qual
    -Wextra-semi
    -Wformat=2
    -Wimplicit-fallthrough
    -Wnon-virtual-dtor
    -Woverloaded-virtual
    -Wundef
    # Designated initializers leave the rest at its default on purpose.
    -Wno-missing-field-initializers
    $<$<BOOL:${VR360_WARNINGS_AS_ERRORS}>:-Werror>
)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(vr360_warnings INTERFACE
        -Wduplicated-cond
        -Wlogical-op
        # False positives of GCC 12 inside std::string and std::vector once they are inlined
        # (GCC bugs 105329, 105651, 105562); clang and the sanitizers watch the same faults.
        -Wno-restrict
        -Wno-maybe-uninitialized
        -Wno-stringop-overflow
        -Wno-array-bounds
    )
endif()

# Without this a compiler may fuse a multiplication and an addition where the processor can, and
# the same tour would give other bytes on another kind of machine.
add_compile_options(-ffp-contract=off)

if(EMSCRIPTEN)
    # Nothing throws across the core (bad input is a value), so the browser need not load the tables.
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
endif()

if(VR360_SANITIZERS)
    list(JOIN VR360_SANITIZERS "," sanitizers)
    add_compile_options(-fsanitize=${sanitizers} -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${sanitizers})
endif()

# vr360::json: nlohmann/json, headers only.
# For wasm they are reached through a folder of their own: with -I/usr/include the host's C library
# headers would stand before Emscripten's.
add_library(vr360_json INTERFACE)
add_library(vr360::json ALIAS vr360_json)
if(EMSCRIPTEN)
    find_path(VR360_JSON_INCLUDE nlohmann/json.hpp
        PATHS /usr/include /usr/local/include NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH REQUIRED)
    mark_as_advanced(VR360_JSON_INCLUDE)
    file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/host-headers")
    file(CREATE_LINK "${VR360_JSON_INCLUDE}/nlohmann" "${PROJECT_BINARY_DIR}/host-headers/nlohmann"
        SYMBOLIC)
    target_include_directories(vr360_json SYSTEM INTERFACE "${PROJECT_BINARY_DIR}/host-headers")
else()
    find_package(nlohmann_json 3.11 REQUIRED)
    target_link_libraries(vr360_json INTERFACE nlohmann_json::nlohmann_json)
endif()
