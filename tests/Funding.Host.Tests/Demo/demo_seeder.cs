using Funding.Domain;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Demo;

public class demo_seeder
{
    [Fact]
    public async Task loads_the_history_into_an_empty_log_and_not_twice()
    {
        var log = new Log();
        var seeder = new DemoSeeder(log, log, ReferenceData.Current, new ClearSealer());
        var options = DemoOptions.Ending(Histories.Until) with { Cpts = 5 };

        (await seeder.SeedAsync(options, null, default)).ShouldBeTrue();
        var stored = log.Events.Count;
        (await seeder.SeedAsync(options, null, default)).ShouldBeFalse();

        stored.ShouldBeGreaterThan(5);
        log.Events.Count.ShouldBe(stored);
        log.Events.Select(past => past.Actor).Where(actor => actor != PersonId.System).ShouldBeSubsetOf(log.Named.Keys);
        log.Named.Values.ShouldAllBe(name => name.Contains("fictif") || name.Contains("fictive"));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(5001, 4)]
    [InlineData(738, 0)]
    [InlineData(738, 11)]
    public void refuses_what_it_cannot_tell(int cpts, int years)
        => Should.Throw<ArgumentOutOfRangeException>(() => Histories.Make(new(cpts, years, 1, Histories.Until)));

    private sealed class Log : IHistoryLoader, IPeople
    {
        public List<PastEvent> Events { get; } = [];

        public Task<bool> IsEmptyAsync(CancellationToken cancellation) => Task.FromResult(Events.Count == 0);

        public Dictionary<PersonId, string> Named { get; } = [];

        public ValueTask<PersonId> IdentifyAsync(string issuer, string subject, string? name, CancellationToken cancellation)
        {
            var person = new PersonId(Guid.NewGuid());
            Named.Add(person, name!);
            return ValueTask.FromResult(person);
        }

        public Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(IReadOnlyCollection<PersonId> people, CancellationToken cancellation)
            => Task.FromResult<IReadOnlyDictionary<PersonId, string>>(Named);

        public Task<string?> SubjectNamedAsync(string issuer, string name, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<string?> OtherSpellingAsync(string issuer, string subject, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task LoadAsync(IEnumerable<PastEvent> events, IProgress<int>? loaded, CancellationToken cancellation)
        {
            Events.AddRange(events);
            return Task.CompletedTask;
        }
    }
}
