#pragma once

#include "packager/audio/narration.h"
#include "packager/files/build_cache.h"
#include "packager/pyramid/build_pyramids.h"
#include "packager/toml/tour_source.h"

#include <atomic>
#include <string>

namespace vr360 {

/// What inspectPanorama and studyNarration find, remembered by the source's content. What fails is
/// not remembered. Thread-safe.
Result<ImageInfo> cachedImageInfo(const TourFile& file,
                                  const std::string& sha256,
                                  const PanoramaEdits& edits,
                                  BuildCache& cache);
Result<NarrationFacts> cachedNarrationFacts(const TourFile& file,
                                            const std::string& key,
                                            BuildCache& cache,
                                            const std::atomic<bool>& stop);

} // namespace vr360
