using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RunCommandPS.Connection;
using RunCommandPS.Credentials;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Transformation;

namespace RunCommandPS.Completion;

/// <summary>
/// Completes an argument with what the service knows. A completer has no way to report what went wrong: without a connection, without
/// permission or without an answer within two seconds, there is simply nothing to choose from.
/// </summary>
public abstract class RemoteCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var quote = wordToComplete is ['\'' or '"', ..] ? wordToComplete[0] : (char?)null;
            var word = (wordToComplete ?? "").Trim('\'', '"');
            return Results(word, quote, new CompletionContext(fakeBoundParameters)).ToList();
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>The candidates.</summary>
    /// <param name="word">What has been typed so far, without quotes.</param>
    /// <param name="context">The rest of the command line.</param>
    private protected abstract IEnumerable<Candidate> Candidates(string word, CompletionContext context);

    /// <summary>What is offered.</summary>
    private protected virtual IEnumerable<CompletionResult> Results(string word, char? quote, CompletionContext context)
    {
        var pattern = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase);
        return Candidates(word, context).Where(candidate => candidate.Fits(pattern)).Select(candidate => candidate.Result(quote));
    }

    /// <summary>What is offered if the candidates are expressions, each known by its other name.</summary>
    private protected IEnumerable<CompletionResult> Templates(string word, CompletionContext context)
    {
        var pattern = WildcardPattern.Get(WildcardPattern.Escape(word) + "*", WildcardOptions.IgnoreCase);
        return Candidates(word, context).Where(candidate => candidate.Fits(pattern))
            .Select(candidate => new CompletionResult(candidate.Text, VisibleText.Of(candidate.OtherName),
                CompletionResultType.ParameterValue, VisibleText.Of(candidate.ToolTip)));
    }
}

/// <summary>The parameters that are already on the command line.</summary>
internal sealed class CompletionContext(IDictionary? bound)
{
    /// <summary>The connection that the command will have.</summary>
    public ConnectionOptions Connection
    {
        get
        {
            var explicitly = new ConnectionOptions
            {
                Region = Text("Region"),
                ProfileName = Text("ProfileName"),
                ProfileLocation = Text("ProfileLocation"),
                AccessKey = Text("AccessKey"),
                SecretKey = Secret("SecretKey"),
                SessionToken = Secret("SessionToken"),
                RoleArn = ConnectionProduct.RoleIn(Text("RoleArn"), Text("AccountId")),
                RoleSessionName = Text("RoleSessionName"),
                ExternalId = Text("ExternalId"),
                EndpointUrl = Text("EndpointUrl") is { } url
                    ? EndpointAddress.Of(url) ?? throw ConnectionErrors.InvalidEndpoint("-EndpointUrl", url)
                    : null,
            };
            var credential = bound?["Credential"] is { } given ? CredentialReader.Read(given) : null;
            return new ConnectionDefaults(Variables()).Complete(credential?.On(explicitly) ?? explicitly);
        }
    }

    /// <summary>The document that is named; null if none is.</summary>
    public string? DocumentName => Document("DocumentName") ?? Document("Name");

    /// <summary>The version that is named; null if none is.</summary>
    public string? DocumentVersion => Text("DocumentVersion");

    /// <summary>A parameter's value as text; null if it is not there yet, or is not known until the command runs.</summary>
    public string? Text(string parameter)
    {
        var value = bound?[parameter];
        var first = (value is PSObject wrapped ? wrapped.BaseObject : value) is object[] { Length: > 0 } many ? many[0] : value;
        return $"{first}" is { Length: > 0 } text ? text : null;
    }

    private string? Document(string parameter) =>
        bound?[parameter] is { } value && DocumentReference.NameOf(value) is { } name ? name : Text(parameter);

    // A completer is not passed the session, but runs in it.
    private static PSVariableIntrinsics? Variables() =>
        (MemberReader.Unwrap(ScriptBlock.Create("$ExecutionContext").InvokeReturnAsIs()) as EngineIntrinsics)?.SessionState.PSVariable;

    // As text, a secret is asterisks.
    private Secret? Secret(string parameter) =>
        (bound?[parameter] is PSObject wrapped ? wrapped.BaseObject : bound?[parameter]) as Secret ?? Text(parameter);
}
