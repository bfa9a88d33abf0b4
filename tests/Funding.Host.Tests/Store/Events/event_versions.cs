using System.Text.Json.Nodes;
using Funding.Engine.Storage;
using static Funding.Engine.Storage.EventRegistry;

namespace Funding.Host.Tests.Store.Events;

/// <summary>How older versions are read, on events of this test: those of production have had one version each so far.</summary>
public sealed class event_versions
{
    private static readonly EventRegistry Registry = new(
        Event<Opened>("door_opened", WithWidth, InMillimetres),
        Event<Shut>("door_shut"));

    [Theory]
    [InlineData("door_opened", """{"by":"x"}""", "x", 900)]
    [InlineData("door_opened_v2", """{"by":"x","width":1.2}""", "x", 1_200)]
    [InlineData("door_opened_v3", """{"by":"x","millimetres":45}""", "x", 45)]
    public void each_version_is_read_as_the_current_one(string name, string stored, string by, int millimetres)
        => EventJson.Read(Registry, name, stored.Utf8()).ShouldBe(new Opened(by, millimetres));

    [Fact]
    public void the_last_version_is_the_one_that_is_written()
        => Registry.NameOf(new Opened("x", 1)).ShouldBe("door_opened_v3");

    [Fact]
    public void only_older_versions_pass_by_upcasters()
        => Registry.Versions.OrderBy(version => version.Name, StringComparer.Ordinal).Select(version => (version.Name, version.Type, version.IsCurrent, version.Upcasters.Count))
            .ShouldBe([("door_opened", typeof(Opened), false, 2), ("door_opened_v2", typeof(Opened), false, 1), ("door_opened_v3", typeof(Opened), true, 0), ("door_shut", typeof(Shut), true, 0)]);

    [Theory]
    [InlineData("door_opened_v4")]
    [InlineData("door_opened_v1")]
    [InlineData("Opened")]
    public void a_name_that_no_line_gives_is_unknown(string name) => EventJson.Read(Registry, name, "{}"u8).ShouldBeNull();

    [Fact]
    public void a_type_has_one_current_name() => Should.Throw<ArgumentException>(() => new EventRegistry(Event<Shut>("door_shut"), Event<Shut>("door_closed")));

    [Fact]
    public void a_name_is_of_one_event() => Should.Throw<ArgumentException>(() => new EventRegistry(Event<Shut>("door_moved"), Event<Opened>("door_moved", WithWidth)));

    [Theory]
    [InlineData("door_shut_v2")] // its first version would be missing, and its next one called _v2_v2
    [InlineData("DoorShut")]
    [InlineData("door_")]
    [InlineData("")]
    public void a_line_begins_with_the_first_version(string name) => Should.Throw<ArgumentException>(() => new EventRegistry(Event<Shut>(name)));

    private static JsonObject WithWidth(JsonObject v1)
    {
        v1["width"] = 0.9m;
        return v1;
    }

    private static JsonObject InMillimetres(JsonObject v2) => new() { ["by"] = v2["by"]!.DeepClone(), ["millimetres"] = (int)(v2["width"]!.GetValue<decimal>() * 1_000) };

    private sealed record Opened(string By, int Millimetres);

    private sealed record Shut;
}
