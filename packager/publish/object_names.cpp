#include "packager/publish/object_names.h"

#include "core/package/tour.h"
#include "packager/publish/object_store.h"

#include <algorithm>
#include <array>

namespace vr360 {

bool isObjectName(std::string_view path) {
    struct Kind {
        std::string_view folder;
        std::string_view ending;
    };
    constexpr std::array kKinds{Kind{"sites/", ".json"},
                                Kind{"audio/", ".opus"},
                                Kind{"audio/", ".mp3"},
                                Kind{"subtitles/", ".vtt"},
                                Kind{"fonts/", ".otf"},
                                Kind{"fonts/", ".woff2"},
                                Kind{"media/", ".webp"}};
    const std::string hash = hashInName(path);
    return std::ranges::any_of(kKinds, [&](const Kind& kind) {
        if (!path.starts_with(kind.folder) || !path.ends_with(kind.ending) || hash.empty()) {
            return false;
        }
        std::string_view stem = path.substr(kind.folder.size());
        stem.remove_suffix(kind.ending.size());
        stem.remove_suffix(hash.size());
        // Sites have their id in front of the hash, the others nothing.
        return kind.folder == "sites/"
                   ? stem.ends_with('.') && isId(stem.substr(0, stem.size() - 1))
                   : stem.empty();
    });
}

} // namespace vr360
