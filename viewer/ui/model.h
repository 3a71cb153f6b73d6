#pragma once

#include "core/geometry/vec.h"
#include "core/package/tour.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vr360 {

/// Everything that the panels show, filled anew for each drawn frame. References outlive the frame.
struct UiModel {
    const Tour* tour = nullptr;
    const Site* site = nullptr;
    int scene = 0;
    std::string language;                        ///< of the interface and the texts
    std::vector<std::string> subtitle_languages; ///< what this scene has
    std::string subtitle_language;               ///< empty: off
    std::vector<std::string> narration_languages;
    std::string narration_language;

    struct Narration {
        bool available = false;
        bool failed = false;
        bool playing = false;
        bool machine_voice = false;
        double position = 0.0; ///< seconds
        double duration = 0.0;
    } narration;
    std::string subtitle; ///< what is being said, lines parted by '\n'
    std::string sounding; ///< the path of the hotspot's sound that is playing; empty: none

    struct Marker {
        const Hotspot* hotspot = nullptr;
        std::string title;
        Vec2 pixel;            ///< only those in the picture are listed
        bool sounding = false; ///< its sound is playing
    };
    std::vector<Marker> markers;

    struct Card {
        const Hotspot* hotspot = nullptr;
        std::uint32_t texture = 0; ///< its picture; 0: none, or not there yet
        float texture_width = 0.0F;
        float texture_height = 0.0F;
    } card;

    std::string message; ///< something went wrong; shown until it is empty again
    bool fullscreen = false;
    bool can_leave = true; ///< false in a kiosk: no button that changes the window
};

/// What the visitor asked for in a frame.
struct UiActions {
    struct Go {
        std::string site;
        std::string scene;
    };
    std::optional<Go> go;
    std::optional<std::string> language;
    std::optional<std::string> subtitle_language; ///< empty: off
    std::optional<std::string> narration_language;
    std::optional<double> seek;
    double zoom = 0.0; ///< steps; positive comes closer
    bool toggle_play = false;
    bool toggle_fullscreen = false;
    bool close_card = false;
};

/// The pointer and the surroundings of a frame. Positions and sizes in physical pixels.
struct UiInput {
    float width = 1280.0F;
    float height = 720.0F;
    float scale = 1.0F;           ///< physical pixels of one pixel on a usual screen
    float seconds = 1.0F / 60.0F; ///< since the last frame
    bool pointer_inside = false;
    float pointer_x = 0.0F;
    float pointer_y = 0.0F;
    bool pointer_down = false;
    float wheel = 0.0F;
};

} // namespace vr360
