using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store.Events;

/// <summary>Each event has one name, and names outlive classes.</summary>
public sealed class event_names
{
    private static IEnumerable<EventVersion> Current => EventTypes.Registry.Versions.Where(version => version.IsCurrent);

    [Fact]
    public void every_event_record_has_exactly_one_current_name_and_every_name_one_record()
    {
        var records = typeof(CptsEvent).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(CptsEvent)) || type.IsSubclassOf(typeof(EnvelopeEvent)) || type.IsSubclassOf(typeof(TariffEvent))));

        Current.Select(version => version.Type.Name).Order(StringComparer.Ordinal).ShouldBe(records.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void every_first_name_is_the_one_that_marten_would_write()
    {
        foreach (var versions in EventTypes.Registry.Versions.GroupBy(version => version.Type))
            versions.Select(version => version.Name).ShouldContain(
                string.Concat(versions.Key.Name.Select((letter, i) => char.IsUpper(letter) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString())));
    }
}
