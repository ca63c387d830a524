namespace RunCommandPS.Simulator.Contract;

/// <summary>Names of the supported S3 operations.</summary>
internal static class StorageOperation
{
    public const string GetObject = "GetObject";

    public const string HeadObject = "HeadObject";

    public const string HeadBucket = "HeadBucket";

    public const string ListObjects = "ListObjectsV2";

    public const string PutObject = "PutObject";

    public static IReadOnlyList<string> All { get; } = [GetObject, HeadObject, HeadBucket, ListObjects, PutObject];
}
