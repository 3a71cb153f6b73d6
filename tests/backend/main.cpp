#include "tests/support/vulkan_environment.h"

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    vr360::test::useSoftwareVulkan();
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
