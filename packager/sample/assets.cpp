#include "packager/sample/assets.h"

namespace vr360::sample {

std::string_view assetText(std::string_view name) {
    for (const Asset& asset : assets()) {
        if (asset.name == name) {
            return asset.text;
        }
    }
    return {};
}

} // namespace vr360::sample
