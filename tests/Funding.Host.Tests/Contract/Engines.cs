using Funding.Engine;
using Funding.Host.Hosting;

namespace Funding.Host.Tests.Contract;

/// <summary>The engines of this build, and the one that the running test is for.</summary>
internal static class Engines
{
    private static readonly AsyncLocal<IEngine?> Chosen = new();

    /// <summary>All of them: the built-in one and, built with <c>-p:WithMarten=true</c>, Marten's.</summary>
    public static IReadOnlyList<IEngine> All => EngineChoice.All;

    /// <summary>The engine of the running test; the built-in one unless it is an <see cref="EngineFactAttribute"/> that was told another.</summary>
    public static IEngine Current => Chosen.Value ?? All[0];

    /// <summary>Goes on with an engine: what the caller awaits from here on sees it.</summary>
    public static void Use(string name) => Chosen.Value = Of(name);

    /// <summary>Starts something on another engine than the running test's.</summary>
    public static async Task<T> OnAsync<T>(string name, Func<Task<T>> start)
    {
        Use(name);
        return await start();
    }

    /// <summary>The engine of that name.</summary>
    public static IEngine Of(string name) => All.Single(engine => engine.Name == name);
}
