#include "viewer/ui/ui.h"

#include "viewer/ui/ui_pen.h"

#include <algorithm>
#include <cmath>

namespace vr360 {

struct Ui::Context {
    Context() : handle(ImGui::CreateContext()) {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.LogFilename = nullptr;
        io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        own_atlas = io.Fonts;
    }
    ~Context() {
        ImGui::GetIO().Fonts = own_atlas; // what we lent it is ours to destroy
        ImGui::DestroyContext(handle);
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ImGuiContext* handle;
    ImFontAtlas* own_atlas;
};

Ui::Ui() : context_(std::make_unique<Context>()) {}
Ui::~Ui() = default;

void Ui::setFonts(FontSet fonts, std::uint32_t texture) {
    fonts.atlas->SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)));
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts = fonts.atlas.get();
    io.FontDefault = fonts.body;
    fonts_ = std::move(fonts);
    applyTheme(fonts_.scale);
}

UiActions Ui::frame(const UiInput& input, const UiModel& model) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {input.width, input.height};
    io.DeltaTime = std::max(input.seconds, 1e-4F);
    io.MousePos = input.pointer_inside ? ImVec2{input.pointer_x, input.pointer_y}
                                       : ImVec2{-FLT_MAX, -FLT_MAX};
    io.MouseDown[0] = input.pointer_down;
    io.MouseWheel = input.wheel;
    strings_.choose(model.language);

    UiActions actions;
    Pen pen{input, model, actions, strings_, fonts_, input.scale};
    // A long pause is not a jump: what moves begins to move now.
    const float seconds = std::min(input.seconds, 0.05F);
    animating_ = ease(sites_shown_, sites_open_ ? 1.0F : 0.0F, seconds);
    animating_ |= ease(settings_shown_, settings_open_ ? 1.0F : 0.0F, seconds);
    if (model.card.hotspot)
        card_hotspot_ = model.card.hotspot;
    animating_ |= ease(card_shown_, model.card.hotspot ? 1.0F : 0.0F, seconds);

    ImGui::NewFrame();
    markers(pen);
    narrationBar(pen);
    subtitles(pen);
    zoomButtons(pen);
    topBar(pen);
    topRight(pen);
    draftNote(pen);
    card(pen);
    settingsPanel(pen);
    sitesPanel(pen);
    message(pen);
    ImGui::Render();
    if (!model.card.hotspot && card_shown_ == 0.0F)
        card_hotspot_ = nullptr;
    return actions;
}

const ImDrawData& Ui::drawData() const {
    return *ImGui::GetDrawData();
}

bool Ui::wantsPointer() const {
    return ImGui::GetIO().WantCaptureMouse;
}

int Ui::markerAt(const UiModel& model, float x, float y) const {
    const float reach = (size::kMarker + 6.0F) * fonts_.scale;
    int best = -1;
    float best_distance = reach;
    for (std::size_t i = 0; i < model.markers.size(); ++i) {
        const Vec2 at = model.markers[i].pixel;
        const float distance =
            std::hypot(static_cast<float>(at.x) - x, static_cast<float>(at.y) - y);
        if (distance <= best_distance) {
            best = static_cast<int>(i);
            best_distance = distance;
        }
    }
    return best;
}

void Ui::toggleSites() {
    sites_open_ = !sites_open_;
    scroll_to_site_ = sites_open_;
    settings_open_ = false;
}

bool Ui::closePanels() {
    const bool any = sites_open_ || settings_open_;
    sites_open_ = settings_open_ = false;
    return any;
}

bool iconButton(const char* id, ImVec2 at, float side, Icon icon, bool lit, float scale) {
    const Press press = target(id, at, {side, side});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 middle{at.x + side * 0.5F, at.y + side * 0.5F};
    const ImU32 ground = lit                           ? colour::kAccent
                         : press.hovered || press.held ? colour::kGlassHover
                                                       : colour::kGlass;
    list.AddRectFilled(at, {at.x + side, at.y + side}, ground, size::kRadius * scale);
    const float radius = side * (press.held ? 0.19F : 0.21F);
    drawIcon(list, icon, middle, radius, lit ? colour::kOnAccent : colour::kText);
    return press.clicked;
}

} // namespace vr360
