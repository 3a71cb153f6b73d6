#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vr360 {

/// Messages in another language than English, in which they are written. Its keys are the sources'
/// format strings ("{} is missing"); a message that one of them could have made is put together
/// again from the other language's: "{}" is what stood in the same place (or "{1}", in place 1 from
/// 0), "{*}" the same in the other language, where it is a message itself. Unchanging, so
/// thread-safe.
class MessageTable {
public:
    using Entry = std::pair<std::string, std::string>;

    /// Leaves everything as it is.
    MessageTable() = default;
    explicit MessageTable(const std::vector<Entry>& entries);

    /// The message in the table's language; itself where the table has none for it.
    [[nodiscard]] std::string translate(std::string_view message) const;

private:
    /// Text with gaps: pieces[0], a gap, pieces[1], …
    struct Pattern {
        std::vector<std::string> pieces;
        std::string translation;
        std::size_t letters = 0; ///< in the pieces: the most that match win
    };

    [[nodiscard]] std::string fill(const Pattern& pattern,
                                   const std::vector<std::string_view>& gaps) const;

    std::vector<Pattern> patterns_;
};

/// The table of "vi"; empty for "en".
MessageTable messagesIn(std::string_view language);

/// "vi" or "en": what `asked` says, else the first of LC_ALL, LC_MESSAGES and LANG that is set.
std::string messageLanguage(std::string_view asked);

} // namespace vr360
