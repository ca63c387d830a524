using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;
using RunCommandPS.Simulator.Protocol.Logs;
using RunCommandPS.Simulator.Protocol.Operations;
using RunCommandPS.Simulator.Protocol.Query;
using RunCommandPS.Simulator.Protocol.Storage;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The protocols of the supported services.</summary>
internal sealed class Protocols
{
    private readonly JsonProtocol _json;
    private readonly QueryProtocol _query;
    private readonly ObjectEndpoint _objects;

    /// <param name="account">Their data.</param>
    /// <param name="clock">The clock of commands.</param>
    public Protocols(AccountParts account, TimeProvider clock)
    {
        var (settings, id) = (account.Settings, account.Settings.AccountId);
        IReadOnlyList<Operation> operations =
        [
            .. new CommandOperations(account.Commands, account.Faults).All,
            .. new NodeOperations(account.Fleet, account.Library, clock).All,
            .. new DocumentOperations(account.Library, account.Documents, id, clock).All,
            .. new TagOperations(
                account.Fleet, account.Commands, account.Library, account.Documents, account.Parameters, account.ParameterChanges).All,
            .. new ParameterOperations(account.Parameters, account.ParameterChanges).All,
        ];
        _json = new JsonProtocol(
        [
            new JsonService("AmazonSSM.", SignatureCheck.CommandService, operations),
            new JsonService(
                "Logs_20140328.", SignatureCheck.LogService, new LogOperations(account.Places.Logs, id, settings.Region).All)
            {
                Own = LogShapes.Own,
            },
        ]);
        _query = new QueryProtocol(
        [
            new QueryService(new TokenDialect(), new TokenService(account.Keys, settings.Roles).All),
            new QueryService(new ComputeDialect(), new ComputeService(account.Fleet, id).All),
        ]);
        _objects = new ObjectEndpoint(account.Places.Objects, clock);
        Operations = [.. operations.Select(operation => operation.Name), .. OtherOperations.All];
    }

    /// <summary>The names of all operations.</summary>
    public IReadOnlyList<string> Operations { get; }

    /// <summary>Reads a request as a call.</summary>
    public IServiceCall Read(HttpRequest request) =>
        ObjectRequest.Is(request) ? new StorageCall(_objects, request, ObjectRequest.Read(request))
            : _query.TryRead(request) ?? _json.Read(request);
}
