using YamlDotNet.RepresentationModel;

namespace Funding.Host.Tests.House;

/// <summary>docker-compose.yml as it is written: read as YAML, never run.</summary>
internal sealed class Compose
{
    private readonly YamlMappingNode root;

    public Compose(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        root = (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    public static Compose Ours { get; } = new(Repository.Read("docker-compose.yml"));

    public IEnumerable<string> Services => Names(root["services"]);

    public YamlMappingNode Service(string name) => (YamlMappingNode)root["services"][name];

    public IEnumerable<string> Volumes => Names(root["volumes"]);

    public Dictionary<string, string> Environment(string service) =>
        Service(service).Children.TryGetValue("environment", out var found)
            ? ((YamlMappingNode)found).ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString(), StringComparer.Ordinal)
            : [];

    /// <summary>What the service waits for, as <c>postgres: service_healthy</c>.</summary>
    public IEnumerable<string> WaitsFor(string service) =>
        ((YamlMappingNode)Service(service)["depends_on"]).Select(pair => $"{pair.Key}: {pair.Value["condition"]}");

    public IEnumerable<string> List(string service, string key) =>
        Service(service).Children.TryGetValue(key, out var found) ? ((YamlSequenceNode)found).Select(item => item.ToString()) : [];

    private static IEnumerable<string> Names(YamlNode mapping) => ((YamlMappingNode)mapping).Select(pair => pair.Key.ToString());
}
