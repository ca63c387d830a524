namespace RunCommandPS.Connection;

/// <summary>Keys to sign with.</summary>
/// <param name="AccessKey">The id of the access key.</param>
/// <param name="SecretKey">The secret access key.</param>
/// <param name="SessionToken">The token of temporary credentials; null for keys that last.</param>
internal sealed record SourceKeys(string AccessKey, Secret SecretKey, Secret? SessionToken);
