using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Host.Tests.Store;
using Funding.Marten;
using Funding.Marten.Folding;
using Funding.Marten.Views;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace Funding.Host.Tests.Marten;

/// <summary>Marten itself on the database of an engine, as the run-time role unless it is the owner who asks.</summary>
internal sealed class MartenOnTheLog(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource source = Funding.Engine.Database.Open(connectionString);
    private DocumentStore? store;

    public DocumentStore Store => store ??= DocumentStore.For(options => MartenViews.Configure(options, source));

    /// <summary>After Marten's own apply by the owner.</summary>
    public static async Task<MartenOnTheLog> AppliedAsync(TestEngine engine)
    {
        await using var owner = NpgsqlDataSource.Create(engine.OwnerConnectionString);
        await MartenSchema.PrepareAsync(owner, "funding_app", CancellationToken.None);
        return new MartenOnTheLog(engine.Database.RuntimeConnectionString);
    }

    /// <summary>The state and version of a stream by Marten's own fold.</summary>
    public async Task<CptsDocument?> FoldAsync(string stream)
    {
        await using var session = Store.QuerySession();
        return await session.Events.AggregateStreamAsync<CptsDocument>(stream);
    }

    /// <summary>Appends at the version that the stream has, as a program on Marten would.</summary>
    public async Task AppendAsync(string stream, DateTimeOffset at, PersonId actor, params CptsEvent[] events)
    {
        await using var session = Store.LightweightSession();
        session.CorrelationId = Guid.CreateVersion7().ToString();
        session.SetHeader("actor", actor.ToString());
        var writing = await session.Events.FetchForWriting<CptsDocument>(stream);
        foreach (var happened in events) writing.AppendOne(session.Events.BuildEvent(happened).AtTimestamp(at));
        await session.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        store?.Dispose();
        await source.DisposeAsync();
    }
}
