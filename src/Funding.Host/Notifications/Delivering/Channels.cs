namespace Funding.Host.Notifications.Delivering;

/// <summary>The channels that this host has.</summary>
internal sealed class Channels(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> byName = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public string[] Names => [.. byName.Keys];

    /// <summary>The one that a message goes by.</summary>
    public IChannel Of(PendingDelivery message) => byName[message.Channel];

    /// <summary>How many messages may be under way at once.</summary>
    public int AtOnce(IEnumerable<PendingDelivery> messages) => messages.Min(message => Of(message).AtOnce);
}
