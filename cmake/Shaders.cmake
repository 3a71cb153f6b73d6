# Shaders are written once, in GLSL 450 for Vulkan, and compiled for both viewers:
#   tile.vert → tile_vert.h      SPIR-V as an array of words, for the desktop
#             → tile.es.vert     GLSL ES 3.00 text, for the browser
#
#   vr360_add_shaders(TARGET SOURCES tile.vert … [ES_FLAGS …])
#
# TARGET is an INTERFACE library: who links it may write #include "shaders/tile_vert.h" and gets
# vr360::shaders::kTileVert, a span-friendly std::uint32_t array. The texts lie in the target's
# property VR360_ES_DIR, their paths in VR360_ES_FILES. ES_FLAGS go to spirv-cross.
# The browser's variant is compiled with VR360_GLES defined.

find_program(VR360_GLSLC glslc)
find_program(VR360_SPIRV_CROSS spirv-cross)
mark_as_advanced(VR360_GLSLC VR360_SPIRV_CROSS)

function(vr360_add_shaders target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;ES_FLAGS")
    if(NOT VR360_GLSLC OR NOT VR360_SPIRV_CROSS)
        message(FATAL_ERROR "glslc and spirv-cross are needed; `scripts/setup` installs them.")
    endif()

    set(out "${CMAKE_CURRENT_BINARY_DIR}")
    set(include_dir "${out}/include")
    file(MAKE_DIRECTORY "${include_dir}/shaders")
    set(headers)
    set(es_files)
    foreach(source IN LISTS arg_SOURCES)
        cmake_path(GET source STEM name)
        cmake_path(GET source EXTENSION LAST_ONLY extension)
        string(SUBSTRING "${extension}" 1 -1 stage)
        set(input "${CMAKE_CURRENT_SOURCE_DIR}/${source}")

        # The header only includes the words, so that writing it needs no program.
        set(words "${include_dir}/shaders/${name}_${stage}.inc")
        string(REPLACE "_" ";" parts "${name}_${stage}")
        set(VR360_SHADER_SYMBOL k)
        foreach(part IN LISTS parts)
            string(SUBSTRING "${part}" 0 1 first)
            string(SUBSTRING "${part}" 1 -1 rest)
            string(TOUPPER "${first}" first)
            string(APPEND VR360_SHADER_SYMBOL "${first}${rest}")
        endforeach()
        set(VR360_SHADER_WORDS "${name}_${stage}.inc")
        set(VR360_SHADER_SOURCE "${source}")
        configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/shader.h.in"
            "${include_dir}/shaders/${name}_${stage}.h" @ONLY)
        add_custom_command(
            OUTPUT "${words}"
            COMMAND "${VR360_GLSLC}" --target-env=vulkan1.1 -Werror -O -mfmt=num
                -MD -MF "${words}.d" -MT "${words}" -o "${words}" "${input}"
            DEPENDS "${input}"
            DEPFILE "${words}.d"
            COMMENT "Shader ${source} for Vulkan"
            VERBATIM)
        list(APPEND headers "${words}")

        # Unoptimised, because the optimiser forgets the names that WebGL looks uniforms up by.
        set(spirv "${out}/${name}.es.${stage}.spv")
        set(es "${out}/${name}.es.${stage}")
        add_custom_command(
            OUTPUT "${es}"
            BYPRODUCTS "${spirv}"
            COMMAND "${VR360_GLSLC}" --target-env=vulkan1.1 -Werror -O0 -DVR360_GLES=1
                -MD -MF "${es}.d" -MT "${es}" -o "${spirv}" "${input}"
            COMMAND "${VR360_SPIRV_CROSS}" --version 300 --es ${arg_ES_FLAGS}
                --output "${es}" "${spirv}"
            DEPENDS "${input}"
            DEPFILE "${es}.d"
            COMMENT "Shader ${source} for WebGL2"
            VERBATIM)
        list(APPEND es_files "${es}")
    endforeach()

    add_custom_target(${target}_files ALL DEPENDS ${headers} ${es_files})
    add_library(${target} INTERFACE)
    add_dependencies(${target} ${target}_files)
    target_include_directories(${target} INTERFACE "${include_dir}")
    set_target_properties(${target} PROPERTIES
        VR360_ES_DIR "${out}"
        VR360_ES_FILES "${es_files}")
endfunction()
