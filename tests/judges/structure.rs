//! What may be left in a picture: its structure, under the names that ExifTool and mat2 have for it.

/// Describes a file or its pixels.
const STRUCTURE: [&str; 64] = [
    // Of any format.
    "FileType",
    "FileTypeExtension",
    "MIMEType",
    "ImageWidth",
    "ImageHeight",
    "ImageSize",
    "Megapixels",
    // JPEG.
    "EncodingProcess",
    "BitsPerSample",
    "ColorComponents",
    "YCbCrSubSampling",
    "JFIFVersion",
    "ResolutionUnit",
    "XResolution",
    "YResolution",
    "DCTEncodeVersion",
    "APP14Flags0",
    "APP14Flags1",
    "ColorTransform",
    // PNG.
    "BitDepth",
    "ColorType",
    "Compression",
    "Filter",
    "Interlace",
    "Palette",
    "Transparency",
    "SRGBRendering",
    "Gamma",
    "AnimationFrames",
    "AnimationPlays",
    // WebP.
    "WebP_Flags",
    "VP8Version",
    "HorizontalScale",
    "VerticalScale",
    "AlphaCompression",
    "AlphaFiltering",
    "AlphaPreprocessing",
    "AnimationLoopCount",
    "BackgroundColor",
    "Duration",
    // GIF.
    "GIFVersion",
    "HasColorMap",
    "ColorResolutionDepth",
    "BitsPerPixel",
    "TransparentColor",
    "FrameCount",
    "AnimationIterations",
    // AVIF.
    "MajorBrand",
    "MinorVersion",
    "CompatibleBrands",
    "HandlerType",
    "ImageSpatialExtent",
    "ImagePixelDepth",
    "PrimaryItemReference",
    "MediaData",
    "MediaDataSize",
    "MediaDataOffset",
    "ChromaFormat",
    "ChromaSamplePosition",
    "InitialDelaySamples",
    "ColorProfiles",
    // How a picture is turned, in original mode, and the order of that number's bytes.
    "Orientation",
    "ExifByteOrder",
    // AV1's own configuration.
    "AV1ConfigurationVersion",
];

/// Numbers of AV1's configuration and of colours (ITU-T H.273), and of a profile's header and curves.
const NUMBERS: [&str; 32] = [
    "SeqProfile",
    "SeqLevelIdx0",
    "SeqTier0",
    "HighBitDepth",
    "TwelveBit",
    "ColorPrimaries",
    "TransferCharacteristics",
    "MatrixCoefficients",
    "VideoFullRangeFlag",
    "ProfileVersion",
    "ProfileClass",
    "ColorSpaceData",
    "ProfileConnectionSpace",
    "ProfileFileSignature",
    "ConnectionSpaceIlluminant",
    "RenderingIntent",
    "DeviceAttributes",
    "CMMFlags",
    "MediaWhitePoint",
    "ChromaticAdaptation",
    "RedMatrixColumn",
    "GreenMatrixColumn",
    "BlueMatrixColumn",
    "RedTRC",
    "GreenTRC",
    "BlueTRC",
    "GrayTRC",
    "AToB0",
    "AToB1",
    "AToB2",
    "ImageRotation",
    "ImageMirroring",
];

/// Fields that a profile must have, and that may say nothing.
const EMPTY: [&str; 8] = [
    "PrimaryPlatform",
    "ProfileCMMType",
    "ProfileCreator",
    "ProfileDescription",
    "ProfileCopyright",
    "DeviceManufacturer",
    "DeviceModel",
    "ProfileID",
];

/// Whether what a judge found under a name is structure.
pub fn is_structure(name: &str, value: &str) -> bool {
    if EMPTY.contains(&name) {
        return value.chars().all(|letter| " 0".contains(letter)) || value == "Unknown ()";
    }
    // No date at all, as ExifTool writes it.
    if name == "ProfileDateTime" {
        return value == "0000:00:00 00:00:00";
    }
    STRUCTURE.contains(&name) || NUMBERS.contains(&name)
}
