/// What takes the place of RequireJS in a frame: notebooks of the classic interface find their libraries by `require`.
///
/// Modules are what `define` was given, else the library that already stands in the window, else the file `config` names
/// (<https://github.com/amdjs/amdjs-api/blob/master/AMD.md>). `define.amd` is not set, so that libraries stay in the window.
enum ModuleLoader {
    /// The program.
    static let program: StaticString = """
        (()=>{const made={},loading={},paths={},known={plotly:"Plotly","vega-lite":"vegaLite","vega-embed":"vegaEmbed",\
        jquery:"jQuery"};
        const find=name=>name in made?made[name]:window[known[name.toLowerCase()]||name];
        function load(name){const value=find(name),path=paths[name];if(value!==undefined)return Promise.resolve(value);\
        if(!path)return Promise.reject(Error("This output asks for the module "+name+", which neither it nor the site has."));
        return loading[name]=loading[name]||new Promise((done,fail)=>{const script=document.createElement("script");\
        script.src=/\\.js$/.test(path)?path:path+".js";script.onload=()=>done(find(name));\
        script.onerror=()=>fail(Error("The module "+name+" could not be loaded from "+path+"."));document.head.append(script)})}
        function require(names,then,fail){if(typeof names==="string")return find(names);\
        Promise.all(names.map(load)).then(values=>then&&then(...values)).catch(fail||(e=>document.body.append(String(e))))}
        require.config=options=>{for(const[name,path]of Object.entries(options.paths||{}))\
        paths[name]=Array.isArray(path)?path[0]:path};
        require.undef=()=>{};require.defined=name=>find(name)!==undefined;
        window.require=window.requirejs=require;
        window.define=(name,needs,factory)=>{if(typeof name!=="string"){factory=needs;needs=name;name=""}\
        if(!Array.isArray(needs)){factory=needs;needs=["require","exports","module"]}
        const module={exports:{}},given={require,exports:module.exports,module};\
        const value=typeof factory==="function"?factory(...needs.map(n=>given[n]||find(n))):factory;\
        made[name]=value===undefined?module.exports:value}})();
        """
}
