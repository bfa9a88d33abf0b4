using System.Reflection;
using Funding.Benchmarks.Reporting;
using Marten;
using Npgsql;
using Wolverine;

namespace Funding.Benchmarks.Engines;

/// <summary>The page of both engines.</summary>
internal static class EnginesPage
{
    public static Page Page { get; } = new("The engines side by side", "--only engines --out docs/benchmarks-engines", "against")
    {
        Properties = " -p:WithMarten=true",
        Said = Text,
        On =
        [
            ("Npgsql", VersionOf(typeof(NpgsqlConnection))),
            ("Marten", VersionOf(typeof(DocumentStore))),
            ("WolverineFx", VersionOf(typeof(IMessageBus))),
            ("connections, at most", "built-in engine 30; Marten engine 30 for what both share, 20 for its acts and messages, 12 for its views; Marten and Wolverine alone 30"),
        ],
    };

    private static string Text(int rounds) => $"""
        Each figure is the median of {rounds} rounds, with the least and the most. In each round all that is compared runs one after the other, in one process and on one durable server (fsync and synchronous_commit are on, which
        the program checks), through the same Npgsql options, after a warm-up and a checkpoint each; who performs acts first changes from round to round. The ratio is that of the medians, in the direction in which more is better for the built-in engine,
        but for the inserts that an act costs. Processor time is that of client and server together: what another load on the machine
        distorts least. Those who wait for their turn are at rest beside who is measured; what they use is in everybody’s figure.

        - **Acts** go through the port of acts, on dossiers of some five events that nobody else works on, in a log of the shortest size: an order to pay back (one event on one stream, one financial entry, one message), and a FIR grant (one event
          on the dossier, one on the envelope, one entry, one message). Counted until the views hold the entries and each message has arrived in the table that is told from.
          - *built-in*: the host's engine with its workers: rules, command id, keys of sealed texts, list of dossiers, numbering and sealing order, entries. A dossier that it met lately is not read again.
          - *Marten engine*: the same rules and rows on Marten and Wolverine with the workers of a host. The message leaves through Wolverine's durable queue and is put into the same table. Its own documents are not waited for.
          - *bare Marten and Wolverine*: no rule, no command id, no dossier row, no entries, no sealing, no workers. `FetchForWriting` of the dossier (folded live; for a grant the envelope first, held, as a document kept inline), the events appended in quick mode
            without headers, one message by the durable outbox in the same transaction, handled by a handler that does nothing and marked so. Lightweight sessions, one node without coordination (`Solo`).
        - **Rebuild**: the views of the same log, by `rebuild` of the built-in engine (worked out beside the live ones, compared with them and swapped; the regions with all their entries), and by `RebuildProjectionAsync` of Marten's daemon (its documents
          emptied and replayed; the regions as sums), with the settings that were fastest of those tried. Events are those of the whole log for both.
        - **Fold**: one stream read and folded by the domain's code, by the reader of the built-in engine (its sealing keys read too) and by `AggregateStreamAsync` (texts left sealed).
        - **Import**: the same history into empty tables, by the built-in loader (events, streams, keys and the list of dossiers) and by `BulkInsertEventsAsync` (events and streams, without headers, on Marten's own tables), in the batches that were fastest of those tried.
        """;

    private static string VersionOf(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
