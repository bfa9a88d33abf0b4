using Funding.Engine.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>Pages of a list that is short enough to be held.</summary>
internal static class Paging
{
    /// <summary>The page after the item of that key.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> all, PageRequest page, Func<T, string> key)
    {
        var start = page.After is null ? 0 : all.Select(key).ToList().IndexOf(page.After) + 1;
        if (page.After is not null && start == 0) throw new InvalidCursorException();
        var items = all.Skip(start).Take(page.Size).ToList();
        return new Page<T>(items, start + items.Count < all.Count ? key(items[^1]) : null);
    }
}
