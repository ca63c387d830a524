using System.Management.Automation;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Credentials;

/// <summary>
/// What a session provides for connections that are not specified in a call: the running simulator, or the Region and the
/// credentials that AWS.Tools keeps in variables of the session (Set-DefaultAWSRegion, Set-AWSCredential).
/// </summary>
/// <param name="variables">The variables in the scope of the call; null if there are none.</param>
internal sealed class ConnectionDefaults(PSVariableIntrinsics? variables)
{
    private const string RegionVariable = "StoredAWSRegion";
    private const string CredentialsVariable = "StoredAWSCredentials";

    private static readonly RegionTransformationAttribute Regions = new();

    private GivenCredential? _credential;
    private bool _isCredentialRead;

    /// <summary>A connection that the caller specifies, with what the session adds.</summary>
    /// <exception cref="InvalidConnectionException">The session's credentials can't be used.</exception>
    public ConnectionOptions Complete(ConnectionOptions said) => OfSimulator(said) ?? OfTools(said);

    /// <summary>The connection to where an object came from, with what the session adds about the caller.</summary>
    /// <inheritdoc cref="Complete" path="/exception"/>
    public ConnectionOptions OfTools(ConnectionOptions said)
    {
        var region = said.Region is null ? $"{Regions.Named(variables?.GetValue(RegionVariable))}" : "";
        if (region.Length > 0)
        {
            // Specifying a profile implies its Region.
            said = said.ProfileName is not null
                ? said with { RegionBesideProfile = region }
                : said with { Region = region, Sources = said.Sources with { Region = "$" + RegionVariable } };
        }

        return said.NamesCaller || Credential() is not { } credential
            ? said
            : credential.On(said) with { Sources = said.Sources with { Caller = $"${CredentialsVariable} provides" } };
    }

    // A role is assumed with the credentials that are there anyway, which are those of the simulator if one is running.
    private static ConnectionOptions? OfSimulator(ConnectionOptions said)
    {
        var (arn, name, id) = (said.RoleArn, said.RoleSessionName, said.ExternalId);
        return said with { RoleArn = null, RoleSessionName = null, ExternalId = null } == ConnectionOptions.Default
            && ModuleSession.Current.Simulators.Connection is { } simulator
            ? simulator with
            {
                RoleArn = arn,
                RoleSessionName = name,
                ExternalId = id,
                Sources = new ConnectionSources("the running simulator", "The running simulator provides"),
            }
            : null;
    }

    private GivenCredential? Credential()
    {
        if (!_isCredentialRead)
        {
            _isCredentialRead = true;
            _credential = MemberReader.Unwrap(variables?.GetValue(CredentialsVariable)) is { } stored ? Read(stored) : null;
        }

        return _credential;
    }

    // An error, because whatever came next would be a different caller.
    private static GivenCredential Read(object stored)
    {
        try
        {
            return CredentialReader.Read(stored);
        }
        catch (InvalidInputException exception)
        {
            throw ConnectionErrors.InvalidStoredCredentials(exception.Message);
        }
    }
}
