#include "packager/audio/ogg_opus.h"

#include "packager/audio/sound.h"

#include <opus.h>

#include <string_view>
#include <vector>

namespace vr360 {
namespace {

/// Any number will do as long as it is always the same: a file holds one stream.
constexpr int kSerial = 0x76723336;
/// A second of sound: where players can begin after a jump.
constexpr std::int64_t kPacketsPerPage = 50;

class Header {
public:
    explicit Header(std::string_view magic) { text(magic); }
    void text(std::string_view text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }
    void number(std::uint32_t value, int size) {
        for (int i = 0; i < size; ++i) {
            bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
        }
    }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return bytes_; }

private:
    std::vector<std::uint8_t> bytes_;
};

Header headOf(int channels, int pre_skip) {
    Header head("OpusHead");
    head.number(1, 1); // version
    head.number(static_cast<std::uint32_t>(channels), 1);
    head.number(static_cast<std::uint32_t>(pre_skip), 2);
    head.number(kSoundRate, 4);
    head.number(0, 2); // gain
    head.number(0, 1); // one or two channels
    return head;
}

Header tags() {
    Header tags("OpusTags");
    const std::string_view vendor = opus_get_version_string();
    tags.number(static_cast<std::uint32_t>(vendor.size()), 4);
    tags.text(vendor);
    tags.number(0, 4); // comments
    return tags;
}

} // namespace

OggOpusWriter::OggOpusWriter(int channels, int pre_skip) {
    ogg_stream_init(&stream_, kSerial);
    // Each header has a page of its own.
    put(headOf(channels, pre_skip).bytes(), 0, false);
    writePages(true);
    put(tags().bytes(), 0, false);
    writePages(true);
}

OggOpusWriter::~OggOpusWriter() {
    ogg_stream_clear(&stream_);
}

void OggOpusWriter::add(std::span<const std::uint8_t> packet, std::int64_t end, bool last) {
    put(packet, end, last);
    writePages(last || packets_ % kPacketsPerPage == 2); // after the headers
}

void OggOpusWriter::put(std::span<const std::uint8_t> packet, std::int64_t end, bool last) {
    ogg_packet out{};
    out.packet = const_cast<std::uint8_t*>(packet.data()); // not written to
    out.bytes = static_cast<long>(packet.size());
    out.b_o_s = packets_ == 0 ? 1 : 0;
    out.e_o_s = last ? 1 : 0;
    out.granulepos = end;
    out.packetno = packets_++;
    ogg_stream_packetin(&stream_, &out);
}

void OggOpusWriter::writePages(bool all) {
    ogg_page page{};
    while ((all ? ogg_stream_flush(&stream_, &page) : ogg_stream_pageout(&stream_, &page)) != 0) {
        bytes_.append(reinterpret_cast<const char*>(page.header),
                      static_cast<std::size_t>(page.header_len));
        bytes_.append(reinterpret_cast<const char*>(page.body),
                      static_cast<std::size_t>(page.body_len));
    }
}

} // namespace vr360
