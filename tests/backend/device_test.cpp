// Memory, lifetimes and faults of the device.

#include "tests/backend/vulkan_test.h"

#include <random>

namespace vr360::test {
namespace {

class DeviceTest : public VulkanTest {};

TEST_F(DeviceTest, ObjectsLiveUntilTheirFrameIsDone) {
    makeTarget(16, 16);
    draw(FrameBlock{}, {}, 0); // what making the pipelines left behind goes with this frame
    finish();
    device().collect();
    const int before = device().liveObjects();
    {
        auto buffer = Buffer::create(
            device(), 1024, VK_BUFFER_USAGE_VERTEX_BUFFER_BIT, MemoryUse::kUpload, "short-lived");
        ASSERT_TRUE(buffer.ok());
        EXPECT_EQ(device().liveObjects(), before + 1);
    }
    device().collect();
    EXPECT_EQ(device().liveObjects(), before + 1) << "the frame being prepared may still use it";
    draw(FrameBlock{}, {}, 0);
    finish();
    device().collect();
    EXPECT_EQ(device().liveObjects(), before);
}

TEST_F(DeviceTest, MemoryPiecesDoNotOverlapAndComeBack) {
    DeviceMemory& memory = device().memory();
    const VkDeviceSize in_use = memory.bytesInUse();
    const VkDeviceSize reserved = memory.bytesReserved();
    std::mt19937 random(7);
    std::vector<Allocation> held;
    for (int i = 0; i < 4000; ++i) {
        if (held.size() < 20 || random() % 2 == 0) {
            VkMemoryRequirements needs{};
            needs.size = 1 + random() % (256U << 10);
            needs.alignment = VkDeviceSize{1} << random() % 12;
            needs.memoryTypeBits = ~0U;
            auto piece = memory.allocate(needs, MemoryUse::kUpload, random() % 2 == 0);
            ASSERT_TRUE(piece.ok());
            EXPECT_EQ(piece->offset % needs.alignment, 0U);
            for (const Allocation& other : held) {
                if (other.memory == piece->memory) {
                    ASSERT_TRUE(piece->offset + piece->size <= other.offset ||
                                other.offset + other.size <= piece->offset);
                }
            }
            held.push_back(*piece);
        } else {
            const std::size_t victim = random() % held.size();
            memory.free(held[victim]);
            held[victim] = held.back();
            held.pop_back();
        }
    }
    for (const Allocation& piece : held)
        memory.free(piece);
    EXPECT_EQ(memory.bytesInUse(), in_use);
    EXPECT_EQ(memory.bytesReserved(), reserved);
}

TEST_F(DeviceTest, SlotsAreNotGivenTwice) {
    StagingSlots& staging = graphics_->staging();
    std::vector<int> taken;
    for (int slot = staging.take(); slot >= 0; slot = staging.take())
        taken.push_back(slot);
    EXPECT_EQ(taken.size(), 6U);
    std::sort(taken.begin(), taken.end());
    EXPECT_EQ(std::unique(taken.begin(), taken.end()), taken.end());
    for (const int slot : taken)
        staging.give(slot);
    EXPECT_EQ(staging.freeCount(), 6);
}

TEST_F(DeviceTest, ImageCreationThatFailsIsAFaultAndLeavesNothing) {
    const auto original = vkAllocateMemory;
    vkAllocateMemory =
        [](VkDevice, const VkMemoryAllocateInfo*, const VkAllocationCallbacks*, VkDeviceMemory*) {
            return VK_ERROR_OUT_OF_DEVICE_MEMORY;
        };
    const auto target = OffscreenTarget::create(device(), {3000, 3000});
    vkAllocateMemory = original;
    ASSERT_FALSE(target.ok());
    EXPECT_NE(target.fault().what.find("VK_ERROR_OUT_OF_DEVICE_MEMORY"), std::string::npos);
    EXPECT_NE(target.fault().cure.find("--layers"), std::string::npos);
}

TEST_F(DeviceTest, UnknownGpuNamesTheKnownOnes) {
    const auto device = Device::create(*instance_, {.gpu = "no such thing"});
    ASSERT_FALSE(device.ok());
    EXPECT_NE(device.fault().what.find(this->device().name()), std::string::npos);
}

TEST_F(DeviceTest, RuinedPipelineCacheIsAMissOnly) {
    std::vector<std::byte> noise(5000);
    for (std::size_t i = 0; i < noise.size(); ++i)
        noise[i] = static_cast<std::byte>(i * 31);
    graphics_.reset(); // volk's functions belong to one device at a time
    auto device = Device::create(*instance_, {.pipeline_cache = noise});
    EXPECT_TRUE(device.ok());
}

} // namespace
} // namespace vr360::test
