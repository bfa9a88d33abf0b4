using System.Runtime.CompilerServices;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Tariffs;
using Funding.Domain.Views;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Api;

/// <summary>An engine that stores nothing: it tells the faults of the body, or says done, and remembers what it was asked.</summary>
internal sealed class FakeActs : IActs
{
    public CptsCommand? Command { get; private set; }
    public EnvelopeCommand? EnvelopeCommand { get; private set; }
    public TariffCommand? TariffCommand { get; private set; }
    public ActHeader? Header { get; private set; }
    public Guid CptsId { get; private set; }
    public Func<ActOutcome>? Outcome { get; set; }

    public Task<ActOutcome> PerformAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
    {
        (CptsId, Command) = (cptsId, command);
        return Answer(header, new ActAnswer(command is RegisterCpts ? 201 : 200, cptsId.ToString(), 3, PhaseName.Project, ["letter-of-intent-accepted"], [new Created("cpts", cptsId.ToString())]));
    }

    public Task<ActOutcome> PerformAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
    {
        EnvelopeCommand = command;
        return Answer(header, new ActAnswer(200, $"{command.RegionCode}/{command.Year}", 1, null, ["envelope-notified"], []));
    }

    public Task<ActOutcome> PerformAsync(TariffCommand command, ActHeader header, CancellationToken cancellation)
    {
        TariffCommand = command;
        return Answer(header, new ActAnswer(200, command.Tariff, 2, null, ["tariff_cell_entered"], []));
    }

    private Task<ActOutcome> Answer(ActHeader header, ActAnswer answer)
    {
        Header = header;
        return Task.FromResult(Outcome?.Invoke() ?? (header.Faults.Count > 0 ? new ActRefused(new Invalid(header.Faults)) : new ActDone(answer)));
    }
}

internal sealed class FakeSealer : ISealer
{
    public SealedText Seal(string text, string field) => new(text, $"{field}:{text.Length}");
}

internal sealed class FakePeople : IPeople
{
    public ValueTask<PersonId> IdentifyAsync(string issuer, string subject, string? name, CancellationToken cancellation) => ValueTask.FromResult(Dossiers.Somebody);

    public Task<string?> OtherSpellingAsync(string issuer, string subject, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<string?> SubjectNamedAsync(string issuer, string name, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(IReadOnlyCollection<PersonId> people, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyDictionary<PersonId, string>>(people.ToDictionary(person => person, _ => "A. Martin"));
}

internal sealed class FakeReference : IReferenceData
{
    public IReadOnlyList<string> RegionCodes { get; } = ["11", "84", "94"];

    public bool IsRegion(string code) => RegionCodes.Contains(code);
    public bool IsDepartmentOf(string department, string region) => (department, region) is ("69", "84") or ("38", "84");
    public long InhabitantsOf(string region) => 0;
    public Commune? FindCommune(string code) => null;
    public bool AreBordering(string region, string otherRegion) => false;
    public TimeZoneInfo ZoneOf(string region) => TimeZoneInfo.Utc;
}

internal sealed class FakeDossiers : IDossiers
{
    public DossierQuery? Asked { get; private set; }
    public Moment? At { get; private set; }
    public bool Fails { get; set; }

    public Task<DossierView?> FindAsync(Guid id, Moment moment, CancellationToken cancellation)
    {
        if (Fails) throw new InvalidOperationException("secret of the store");
        At = moment;
        return Task.FromResult(id == Dossiers.Id ? Dossiers.View : null);
    }

    public Task<Page<DossierSummary>> ListAsync(DossierQuery query, Moment moment, PageRequest page, CancellationToken cancellation)
    {
        (Asked, At) = (query, moment);
        if (page.After == "forged") throw new InvalidCursorException();
        return Task.FromResult(new Page<DossierSummary>([Dossiers.Summary], "next"));
    }

    public Task<Page<TimelineItem>> TimelineAsync(Guid id, Moment moment, PageRequest page, CancellationToken cancellation)
        => Task.FromResult(new Page<TimelineItem>(Dossiers.Timeline, null));
}

internal sealed class FakeRegions : IRegions
{
    public FinancingQuery? Asked { get; private set; }

    public Task<Financing> RegionAsync(string regionCode, FinancingQuery query, CancellationToken cancellation)
    {
        Asked = query;
        return Task.FromResult(Money(regionCode));
    }

    public Task<(IReadOnlyList<Financing> Regions, Financing Nation)> NationAsync(FinancingQuery query, CancellationToken cancellation)
        => Task.FromResult<(IReadOnlyList<Financing>, Financing)>(([Money("84")], Money(null)));

    public Task<IReadOnlyList<EnvelopeView>> EnvelopesAsync(string? regionCode, int? year, Moment moment, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<EnvelopeView>>([Envelope(2025), Envelope(2024), Envelope(2023)]);

    private static EnvelopeView Envelope(int year) => new("84", year, EnvelopeParts.None, null, new EnvelopeFigures(default, default), [], year == 2023);

    private static Financing Money(string? code) => new(
        code, new Dictionary<FundingSource, Totals> { [FundingSource.Fir] = Totals.None with { Committed = Domain.Money.Euros(45000.5m) } },
        Totals.None, new Dictionary<PhaseName, int> { [PhaseName.Project] = 1 }, 65000, new EnvelopeFigures(Domain.Money.Euros(100m), Domain.Money.Euros(0.5m)), false);
}

internal sealed class FakeTariffs : ITariffs
{
    public Moment? At { get; private set; }

    /// <summary>Two tariffs of one class; a cell of the first was entered, and entered again.</summary>
    public Task<IReadOnlyList<TariffView>> ListAsync(Moment moment, CancellationToken cancellation)
    {
        At = moment;
        return Task.FromResult<IReadOnlyList<TariffView>>([View("aci-b", Entered(1_000m), Entered(2_000.5m)), View("aci-a")]);
    }

    private static TariffView View(string id, params TariffEvent[] entered)
    {
        var published = new AciTariffPublished(id, new TariffFacts(
            "ACI", new(2022, 4, 1), null, [Mission.Access], [], [new(1, null)], [new(new(1, TariffItem.Functioning), Money.Euros(50_000m))],
            [new(Mission.Access, 6, 18)], 0.75m, 5, [new("functioning", "press")], null)) { EffectiveDate = new(2022, 4, 1), Reference = "arrêté" };
        TariffEvent[] events = [published, .. entered];
        var acts = events.Select((happened, i) => new TariffAct(
            i + 1, new DateTimeOffset(2024, 2, 1, 8, 0, 0, TimeSpan.Zero), i == 0 ? PersonId.System : Dossiers.Somebody, i == 0 ? null : "A. Martin", happened)).ToList();
        return new TariffView(AciTariff.Fold(id, events), events.Length, acts);
    }

    private static TariffCellEntered Entered(decimal amount)
        => new(new(1, TariffItem.Access, MissionPart.Fixed), Money.Euros(amount)) { EffectiveDate = new(2024, 1, 15), Reference = "JO 2024", Comment = new SealedText("lu", "t") };
}

internal sealed class FakeAudit : IAudit
{
    public EntryQuery? Asked { get; private set; }

    public Task<Page<EntryRow>> EntriesAsync(EntryQuery query, PageRequest page, CancellationToken cancellation)
    {
        Asked = query;
        return Task.FromResult(new Page<EntryRow>([], null));
    }

    public Task<OpenedEntries> OpenAsync(EntryQuery query, PageRequest page, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Whether the views are behind whatever is asked.</summary>
    public bool IsBehind { get; set; }

    public async IAsyncEnumerable<EntryRow> AllEntriesAsync(EntryQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Asked = query;
        if (IsBehind) throw new ViewsBehindException();
        for (var position = 1; position <= 2; position++)
            yield return new(position, 0, Dossiers.Id, new DateTimeOffset(2024, 2, 1, 8, 0, 0, TimeSpan.Zero), new(2024, 2, 1), Dossiers.Id, "84", "69", FundingSource.Fir, 2024, "fir-1", position == 1 ? null : 1, EntryKind.RecoveryOrdered, Money.Euros(-45000.5m));
        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<LedgerLine> EventsAsync(long after, string? stream, string? type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var position = after + 1; position <= 5; position++) yield return new LedgerLine(position, $$"""{"seq":{{position}}}""");
        await Task.CompletedTask;
    }
}

/// <summary>Nothing has a name, and all is made up or nothing.</summary>
internal sealed class FakeSubjects : ISubjects
{
    public bool Synthetic { get; set; }

    public Task<IReadOnlyDictionary<Guid, CptsSubject>> CptsAsync(IEnumerable<Guid> ids, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> AreSyntheticAsync(IEnumerable<string> streams, CancellationToken cancellation) => Task.FromResult(Synthetic);

    public Task<bool> AnySyntheticAsync(CancellationToken cancellation) => Task.FromResult(Synthetic);
}

/// <summary>One dossier, of region 84.</summary>
internal sealed class FakeFoldedDossiers : IFoldedDossiers
{
    public DossierQuery? Asked { get; private set; }

    public async IAsyncEnumerable<FoldedDossier> ReadAsync(DossierQuery query, Moment moment, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Asked = query;
        yield return new(Dossiers.Id, Dossiers.View.Version, Dossiers.View.State);
        await Task.CompletedTask;
    }
}

internal sealed class FakeClock : ISimulatedClock
{
    private DateTimeOffset now = new(2024, 2, 1, 8, 0, 0, TimeSpan.Zero);

    public ValueTask<DateTimeOffset> NowAsync(CancellationToken cancellation) => ValueTask.FromResult(now);

    public Task<bool> MoveToAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        if (instant < now) return Task.FromResult(false);
        now = instant;
        return Task.FromResult(true);
    }
}

/// <summary>Due dates where nothing ever falls due.</summary>
internal sealed class NothingDue : IDueDates
{
    public Task SettleAsync(CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>The first of June 2024, always.</summary>
internal sealed class StillClock : DomainClock
{
    public override ValueTask<DateTimeOffset> NowAsync(CancellationToken cancellation) => ValueTask.FromResult(GetUtcNow());

    public override DateTimeOffset GetUtcNow() => new(2024, 6, 1, 8, 0, 0, TimeSpan.Zero);
}
