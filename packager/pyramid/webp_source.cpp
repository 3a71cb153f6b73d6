#include "packager/pyramid/webp_source.h"

#include "packager/pyramid/metadata.h"
#include "packager/pyramid/source_faults.h"
#include "packager/pyramid/whole_source.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <cerrno>
#include <fstream>

namespace vr360 {
namespace {

struct OpenWebp {
    std::string bytes;
    WebPBitstreamFeatures features{};
};

Result<OpenWebp> begin(const SourceFile& file) {
    OpenWebp open;
    std::ifstream stream(file.path, std::ios::binary);
    if (!stream) {
        return cannotOpen(file.label, errno);
    }
    open.bytes.assign(std::istreambuf_iterator<char>(stream), {});
    const VP8StatusCode status =
        WebPGetFeatures(reinterpret_cast<const std::uint8_t*>(open.bytes.data()),
                        open.bytes.size(),
                        &open.features);
    if (status != VP8_STATUS_OK) {
        return unreadableHeader(file.label, "WebP", "its header is broken");
    }
    if (open.features.has_animation != 0) {
        return unreadableHeader(file.label, "WebP", "it is an animation");
    }
    if (std::int64_t{open.features.width} * open.features.height > kMaxWholePixels) {
        return tooLarge(file.label, "WebP", open.features.width, open.features.height);
    }
    return open;
}

/// A chunk of metadata: "ICCP", "EXIF", "XMP ".
std::string chunk(const std::string& bytes, const char* name) {
    const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
    const std::unique_ptr<WebPDemuxer, void (*)(WebPDemuxer*)> demuxer(WebPDemux(&data),
                                                                       &WebPDemuxDelete);
    std::string found;
    WebPChunkIterator at;
    if (demuxer && WebPDemuxGetChunk(demuxer.get(), name, 1, &at) != 0) {
        found.assign(reinterpret_cast<const char*>(at.chunk.bytes), at.chunk.size);
        WebPDemuxReleaseChunkIterator(&at);
    }
    return found;
}

} // namespace

Result<SourceHeader> readWebpHeader(const SourceFile& file) {
    const Result<OpenWebp> open = begin(file);
    if (!open) {
        return open.fault();
    }
    return SourceHeader{.format = "WebP",
                        .width = open->features.width,
                        .height = open->features.height,
                        .has_icc = !chunk(open->bytes, "ICCP").empty(),
                        .streaming = false,
                        .orientation = exifOrientation(chunk(open->bytes, "EXIF")),
                        .xmp = chunk(open->bytes, "XMP ")};
}

Result<std::unique_ptr<StripSource>> openWebp(const SourceFile& file) {
    const Result<OpenWebp> open = begin(file);
    if (!open) {
        return open.fault();
    }
    int width = 0;
    int height = 0;
    WholePicture picture;
    picture.rgba = {WebPDecodeRGBA(reinterpret_cast<const std::uint8_t*>(open->bytes.data()),
                                   open->bytes.size(),
                                   &width,
                                   &height),
                    &WebPFree};
    if (!picture.rgba) {
        return damaged(file.label, -1.0, "WebP data end early or are broken");
    }
    picture.width = width;
    picture.height = height;
    return wholeSource(file, std::move(picture), chunk(open->bytes, "ICCP"));
}

} // namespace vr360
