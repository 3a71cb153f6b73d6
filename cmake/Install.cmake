# What a kiosk or a workstation needs: the two programs, and the web viewer that `vr360-pack build`
# copies into packages.

foreach(program IN ITEMS vr360-pack vr360-view)
    if(TARGET ${program})
        install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    endif()
endforeach()

if(TARGET web)
    install(DIRECTORY "${VR360_WEB_DIR}/" DESTINATION "${CMAKE_INSTALL_DATADIR}/vr360/web")
endif()

if(NOT EMSCRIPTEN)
    install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
    install(FILES "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}" OPTIONAL)
endif()
