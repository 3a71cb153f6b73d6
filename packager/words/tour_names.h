#pragma once

#include "packager/toml/tour_source.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// The names of a tour's sites, scenes and hotspots, in every language: a text in one language
/// often calls a place as another does. Only those that a line break could part.
class TourNames {
public:
    TourNames() = default;
    explicit TourNames(const TourSource& tour);

    void add(std::string_view name);

    /// Length of the longest name that begins at text[at], whatever its case; 0 if none does.
    /// Where words have spaces, a name is whole words. NFC.
    [[nodiscard]] std::size_t lengthAt(std::u32string_view text, std::size_t at) const;

private:
    std::map<char32_t, std::vector<std::u32string>> names_; ///< folded, by their first character
};

} // namespace vr360
