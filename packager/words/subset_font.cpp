#include "packager/words/fonts.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <unistd.h>
#include <woff2/encode.h>

#include <array>
#include <cstdio>
#include <memory>

namespace vr360 {
namespace {

template <auto Destroy>
struct Destroyer {
    template <typename T>
    void operator()(T* object) const {
        Destroy(object);
    }
};
using Blob = std::unique_ptr<hb_blob_t, Destroyer<hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroyer<hb_face_destroy>>;
using Set = std::unique_ptr<hb_set_t, Destroyer<hb_set_destroy>>;
using SubsetInput = std::unique_ptr<hb_subset_input_t, Destroyer<hb_subset_input_destroy>>;

std::string fullName(hb_face_t* face) {
    std::array<char, 256> name{};
    unsigned size = name.size();
    hb_ot_name_get_utf8(
        face, HB_OT_NAME_ID_FULL_NAME, hb_language_from_string("en", -1), &size, name.data());
    return name.data();
}

/// A collection holds a face per region; the one wanted is known by its name.
Face findFace(hb_blob_t* blob, std::string_view name) {
    const unsigned count = hb_face_count(blob);
    for (unsigned i = 0; i < count; ++i) {
        Face face(hb_face_create(blob, i));
        const std::string own = fullName(face.get());
        if (own == name || own == fmt::format("{} Regular", name)) {
            return face;
        }
    }
    return nullptr;
}

/// No alternative shapes, and nothing for vertical lines.
void dropLayout(hb_subset_input_t* input) {
    hb_set_clear(hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
    hb_set_t* dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const hb_tag_t table : {HB_TAG('G', 'S', 'U', 'B'),
                                 HB_TAG('G', 'P', 'O', 'S'),
                                 HB_TAG('G', 'D', 'E', 'F'),
                                 HB_TAG('B', 'A', 'S', 'E'),
                                 HB_TAG('V', 'O', 'R', 'G'),
                                 HB_TAG('v', 'h', 'e', 'a'),
                                 HB_TAG('v', 'm', 't', 'x')}) {
        hb_set_add(dropped, table);
    }
}

std::string bytesOf(hb_face_t* face) {
    const Blob blob(hb_face_reference_blob(face));
    unsigned size = 0;
    const char* data = hb_blob_get_data(blob.get(), &size);
    return {data, size};
}

/// Debian's libwoff2enc tells stderr about every font. Nobody asked.
class SilentStderr {
public:
    SilentStderr() : kept_(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)) {
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (kept_ >= 0 && nowhere >= 0) {
            std::fflush(stderr);
            ::dup2(nowhere, STDERR_FILENO);
        }
        if (nowhere >= 0) {
            ::close(nowhere);
        }
    }
    ~SilentStderr() {
        if (kept_ >= 0) {
            std::fflush(stderr);
            ::dup2(kept_, STDERR_FILENO);
            ::close(kept_);
        }
    }
    SilentStderr(const SilentStderr&) = delete;
    SilentStderr& operator=(const SilentStderr&) = delete;

private:
    int kept_;
};

std::string toWoff2(const std::string& otf) {
    const SilentStderr silent;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(otf.data());
    std::string woff2(woff2::MaxWOFF2CompressedSize(bytes, otf.size()), '\0');
    std::size_t size = woff2.size();
    const woff2::WOFF2Params params;
    if (!woff2::ConvertTTFToWOFF2(
            bytes, otf.size(), reinterpret_cast<std::uint8_t*>(woff2.data()), &size, params)) {
        return {};
    }
    woff2.resize(size);
    return woff2;
}

} // namespace

Result<Subset> subsetFont(const std::string& bytes,
                          std::string_view name,
                          const std::set<char32_t>& wanted,
                          Layout layout) {
    const Blob blob(hb_blob_create(bytes.data(),
                                   static_cast<unsigned>(bytes.size()),
                                   HB_MEMORY_MODE_READONLY,
                                   nullptr,
                                   nullptr));
    const Face face = findFace(blob.get(), name);
    if (!face) {
        return Fault{"", fmt::format("holds no font \"{}\"", name), "Install the font again."};
    }
    const Set available(hb_set_create());
    hb_face_collect_unicodes(face.get(), available.get());
    const SubsetInput input(hb_subset_input_create_or_fail());
    if (!input) {
        return Fault{"", "cannot be cut to size", "Free some memory."};
    }
    Subset subset;
    for (const char32_t c : wanted) {
        if (hb_set_has(available.get(), c) != 0) {
            hb_set_add(hb_subset_input_unicode_set(input.get()), c);
            subset.covered.insert(c);
        }
    }
    // Screens of today need no hinting; without it a Latin subset is half as large. What outlines
    // have in common Brotli finds better than the font's own subroutines: 5 % less.
    hb_subset_input_set_flags(input.get(),
                              HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    if (layout == Layout::kDrop) {
        dropLayout(input.get());
    }
    const Face cut(hb_subset_or_fail(face.get(), input.get()));
    subset.otf = cut ? bytesOf(cut.get()) : std::string();
    subset.woff2 = toWoff2(subset.otf);
    if (subset.otf.empty() || subset.woff2.empty()) {
        return Fault{"", "cannot be cut to size", "Install the font again."};
    }
    return subset;
}

} // namespace vr360
