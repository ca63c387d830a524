using RunCommandPS.Session;

namespace RunCommandPS.Completion;

/// <summary>AWS regions, with their names.</summary>
public sealed class RegionCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) =>
        KnownConnections.Regions().Select(region => new Candidate(region.Key, region.Value));
}

/// <summary>Profiles of the shared AWS configuration, or of the file that -ProfileLocation names.</summary>
public sealed class ProfileNameCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) =>
        KnownConnections.Profiles(context.Text("ProfileLocation")).Select(profile => new Candidate(profile, $"profile {profile}"));
}
