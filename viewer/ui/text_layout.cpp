#include "viewer/ui/text_layout.h"

#include <cstdint>

namespace vr360 {
namespace {

constexpr float kLineSpacing = 1.06F;

struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 1;
};

Character characterAt(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + length > text.size())
        return {0xFFFD, text.size() - at};
    std::uint32_t code = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i)
        code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    return {code, length};
}

bool isChinese(std::uint32_t code) {
    return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFF00 && code <= 0xFFEF);
}

/// Marks that must not begin a line.
bool isClosing(std::uint32_t code) {
    switch (code) {
    case U'、':
    case U'。':
    case U'，':
    case U'．':
    case U'！':
    case U'？':
    case U'；':
    case U'：':
    case U'）':
    case U'」':
    case U'』':
    case U'】':
    case U'》':
    case U'”':
    case U'’':
    case U'…':
    case U'—':
    case U'·':
    case ',':
    case '.':
    case '!':
    case '?':
    case ';':
    case ':':
    case ')':
        return true;
    default:
        return false;
    }
}

/// Marks that must not end a line.
bool isOpening(std::uint32_t code) {
    switch (code) {
    case U'（':
    case U'「':
    case U'『':
    case U'【':
    case U'《':
    case U'“':
    case U'‘':
    case '(':
        return true;
    default:
        return false;
    }
}

bool mayBreakBetween(std::uint32_t before, std::uint32_t after) {
    if (after == ' ' || isClosing(after) || isOpening(before))
        return false;
    return before == ' ' || isChinese(before) || isChinese(after);
}

float advance(const ImFont& font, std::uint32_t code) {
    return font.GetCharAdvance(code <= 0xFFFF ? static_cast<ImWchar>(code) : ImWchar(0xFFFD));
}

std::string_view withoutTrailingSpaces(std::string_view line) {
    while (!line.empty() && line.back() == ' ')
        line.remove_suffix(1);
    return line;
}

} // namespace

std::vector<std::string_view> breakLines(const ImFont& font, float width, std::string_view text) {
    std::vector<std::string_view> lines;
    std::size_t begin = 0;      // of the line
    std::size_t last_break = 0; // the last place in it where it may end
    float line_width = 0.0F;
    float since_break = 0.0F; // width from there on
    std::uint32_t before = ' ';
    for (std::size_t at = 0; at < text.size();) {
        const Character c = characterAt(text, at);
        if (c.code == '\n') {
            lines.push_back(withoutTrailingSpaces(text.substr(begin, at - begin)));
            at += c.bytes;
            begin = last_break = at;
            line_width = since_break = 0.0F;
            before = ' ';
            continue;
        }
        if (at > begin && mayBreakBetween(before, c.code)) {
            last_break = at;
            since_break = 0.0F;
        }
        const float step = advance(font, c.code);
        if (line_width + step > width && c.code != ' ' && at > begin) {
            if (last_break == begin) { // a word wider than the line
                last_break = at;
                since_break = 0.0F;
            }
            lines.push_back(withoutTrailingSpaces(text.substr(begin, last_break - begin)));
            begin = last_break;
            line_width = since_break;
        }
        line_width += step;
        since_break += step;
        before = c.code;
        at += c.bytes;
    }
    if (begin < text.size())
        lines.push_back(withoutTrailingSpaces(text.substr(begin)));
    return lines;
}

float textWidth(const ImFont& font, std::string_view line) {
    float width = 0.0F;
    for (std::size_t at = 0; at < line.size();) {
        const Character c = characterAt(line, at);
        width += advance(font, c.code);
        at += c.bytes;
    }
    return width;
}

float lineHeight(const ImFont& font) {
    return font.FontSize * kLineSpacing;
}

float drawLines(ImDrawList& list,
                const ImFont& font,
                ImVec2 at,
                ImU32 colour,
                const std::vector<std::string_view>& lines) {
    const float step = lineHeight(font);
    float y = at.y + (step - font.FontSize) * 0.5F;
    for (const std::string_view line : lines) {
        list.AddText(
            &font, font.FontSize, {at.x, y}, colour, line.data(), line.data() + line.size());
        y += step;
    }
    return step * static_cast<float>(lines.size());
}

} // namespace vr360
