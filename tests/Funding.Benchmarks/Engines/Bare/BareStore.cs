using Funding.Engine.Storage;
using Funding.Marten.Folding;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Npgsql;
using Weasel.Core;

namespace Funding.Benchmarks.Engines.Bare;

/// <summary>Marten as who knows it sets it to be fast, on tables of its own: no headers, no correlation, quick appends, nothing but the events.</summary>
internal static class BareStore
{
    public const string Schema = "bare";

    public static void Configure(StoreOptions options, NpgsqlDataSource source)
    {
        options.Connection(source);
        options.DatabaseSchemaName = Schema;
        options.DisableNpgsqlLogging = true;
        options.UseSystemTextJsonForSerialization(EventJson.Options, EnumStorage.AsString, Casing.CamelCase);
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.AppendMode = EventAppendMode.Quick;
        options.Events.UseIdentityMapForAggregates = true;
        // The stream of a dossier is short and folded faster than a document is kept; that of an envelope grows with every grant of the region.
        options.Projections.Add(new CptsFolding(), ProjectionLifecycle.Live);
        options.Projections.Add(new BareEnvelopes(), ProjectionLifecycle.Inline);
    }
}
