#pragma once

#include "core/package/tour.h"
#include "packager/files/build_cache.h"
#include "packager/publish/object_store.h"
#include "packager/report/finding.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace vr360 {

/// Code points that have to be shown. Chinese letters come with Latin ones of their own design, so
/// what Chinese texts use is kept apart.
struct Characters {
    std::set<char32_t> all;
    std::set<char32_t> chinese;

    void add(std::string_view language, std::string_view text);
};

/// Everything that a tour shows: its texts, its subtitles (read from the package), the viewers'
/// words (assets/strings/*.json, where installed) and ASCII.
Result<Characters>
collectCharacters(const Tour& tour, const std::vector<Site>& sites, const ObjectStore& store);

struct FontSet {
    std::vector<Tour::Font> fonts;
    std::map<std::string, std::string> licences; ///< path in the package → text
};

/// Writes subsets of the system's Noto fonts into the store, as OpenType and WOFF2. A font that is
/// not installed is a warning, as are characters that none of them has.
Result<FontSet> makeFonts(const Tour& tour,
                          const std::vector<Site>& sites,
                          ObjectStore& store,
                          BuildCache& cache,
                          Findings& findings);

/// What a font does besides giving each character its shape: Latin letters kern and carry marks;
/// Chinese ones have other shapes for vertical lines and for other countries, which a tour never
/// shows, and which would nearly double the subset.
enum class Layout { kKeep, kDrop };

/// Subset of one face of a font file; an empty string if the file is not a font. `covered` gives
/// the wanted characters that the face has.
struct Subset {
    std::string otf;
    std::string woff2;
    std::set<char32_t> covered;
};
Result<Subset> subsetFont(const std::string& bytes,
                          std::string_view full_name,
                          const std::set<char32_t>& wanted,
                          Layout layout);

} // namespace vr360
