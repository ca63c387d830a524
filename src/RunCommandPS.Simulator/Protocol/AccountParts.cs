using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Faults;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Notifications;
using RunCommandPS.Simulator.Parameters;
using RunCommandPS.Simulator.Service;
using RunCommandPS.Simulator.State;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The data of an account's services.</summary>
/// <param name="Settings">The account.</param>
/// <param name="Commands">Run Command.</param>
/// <param name="Fleet">The nodes.</param>
/// <param name="Library">The documents.</param>
/// <param name="Documents">Changes of documents, which are kept.</param>
/// <param name="Parameters">Parameter Store.</param>
/// <param name="ParameterChanges">Changes of parameters, which are kept.</param>
/// <param name="Places">Buckets, log groups and topics.</param>
/// <param name="Keys">The keys that sign requests.</param>
/// <param name="Faults">What should go wrong.</param>
internal sealed record AccountParts(
    AccountSettings Settings,
    CommandService Commands,
    NodeFleet Fleet,
    DocumentLibrary Library,
    KeptDocuments Documents,
    ParameterStore Parameters,
    KeptParameters ParameterChanges,
    OutputPlaces Places,
    KeyRing Keys,
    FaultList Faults);
