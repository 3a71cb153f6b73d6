#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <toml++/toml.h>

namespace vr360 {

/// A script of the sample tour: real sentences, in their order.
struct SampleScript {
    std::string language;
    std::vector<std::string> sentences;
};

/// What is in assets/tayho, from the folder that tests run in.
struct SampleTexts {
    std::vector<SampleScript> scripts;
    std::vector<std::string> names; ///< of sites, in all languages
};

inline SampleTexts readSampleTexts() {
    SampleTexts texts;
    for (const auto& entry : std::filesystem::directory_iterator("assets/tayho/sites")) {
        const toml::table site = toml::parse_file(entry.path().string());
        for (const char* language : {"vi", "en", "zh"}) {
            texts.names.push_back(site["name"][language].value_or(std::string()));
            SampleScript script{.language = language, .sentences = {}};
            if (const toml::array* sentences = site["script"][language].as_array()) {
                for (const toml::node& sentence : *sentences) {
                    script.sentences.push_back(sentence.value_or(std::string()));
                }
            }
            texts.scripts.push_back(std::move(script));
        }
    }
    return texts;
}

} // namespace vr360
