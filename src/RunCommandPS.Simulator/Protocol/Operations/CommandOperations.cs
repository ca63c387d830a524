using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Faults;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>SendCommand and the operations that report its progress.</summary>
internal sealed class CommandOperations(CommandService service, FaultList faults)
{
    public IReadOnlyList<Operation> All =>
    [
        new("SendCommand", RequestShapes.SendCommand, (body, writer) => Send(body, writer, TimeSpan.Zero)) { ExecuteSkewed = Send },
        new("CancelCommand", RequestShapes.CancelCommand, Cancel),
        new("ListCommands", RequestShapes.ListCommands, ListCommands),
        new("ListCommandInvocations", RequestShapes.ListCommandInvocations, ListInvocations),
        new("GetCommandInvocation", RequestShapes.GetCommandInvocation, GetInvocation),
    ];

    private static CommandFilter Filter(JsonElement body)
    {
        var filter = new CommandFilter { CommandId = body.Text("CommandId"), InstanceId = body.Text("InstanceId") };
        foreach (var (key, value) in body.List("Filters", one => (one.Text("key")!, one.Text("value")!)) ?? [])
        {
            filter = filter.With(key, value);
        }

        return filter;
    }

    private static int PageSize(JsonElement body) => body.Number("MaxResults") ?? ServiceLimits.PageSizeMaximum;

    private void Send(JsonElement body, Utf8JsonWriter writer, TimeSpan skew)
    {
        var command = service.Send(SendCommandReader.Read(body), faults.Time(FaultKind.NotYetVisible, "SendCommand"), skew);
        writer.WriteStartObject("Command");
        CommandWriter.Write(writer, command);
        writer.WriteEndObject();
    }

    // The response has no members.
    private void Cancel(JsonElement body, Utf8JsonWriter writer) =>
        service.Cancel(body.Text("CommandId")!, body.Texts("InstanceIds") ?? []);

    private void ListCommands(JsonElement body, Utf8JsonWriter writer)
    {
        var page = service.ListCommands(Filter(body), PageSize(body), body.Text("NextToken"));
        writer.WriteList("Commands", page.Items, CommandWriter.Write);
        writer.WriteNextToken(page.NextToken);
    }

    private void ListInvocations(JsonElement body, Utf8JsonWriter writer)
    {
        var filter = Filter(body);
        if (filter.IsExecuting is not null)
        {
            throw new ServiceException(ErrorCode.InvalidFilterKey, "The filter ExecutionStage is for ListCommands only.");
        }

        var page = service.ListInvocations(filter, body.Flag("Details") ?? false, PageSize(body), body.Text("NextToken"));
        writer.WriteList("CommandInvocations", page.Items, CommandWriter.Write);
        writer.WriteNextToken(page.NextToken);
    }

    private void GetInvocation(JsonElement body, Utf8JsonWriter writer)
    {
        var (invocation, step) = service.GetInvocation(body.Text("CommandId")!, body.Text("InstanceId")!, body.Text("PluginName"));
        CommandWriter.WriteFull(writer, invocation, step);
    }
}
