#pragma once

namespace vr360::test {

/// Chooses the software driver (unless VR360_TEST_ANY_GPU is set) and gives Mesa the runtime
/// directory it insists on. To be called before Vulkan is, and inherited by programs started later.
void useSoftwareVulkan();

} // namespace vr360::test
