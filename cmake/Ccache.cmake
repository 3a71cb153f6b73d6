# Compiles through ccache when it is there and nobody chose another launcher.

find_program(VR360_CCACHE ccache)
mark_as_advanced(VR360_CCACHE)
foreach(language IN ITEMS C CXX)
    if(VR360_CCACHE AND NOT DEFINED CMAKE_${language}_COMPILER_LAUNCHER)
        set(CMAKE_${language}_COMPILER_LAUNCHER "${VR360_CCACHE}")
    endif()
endforeach()
